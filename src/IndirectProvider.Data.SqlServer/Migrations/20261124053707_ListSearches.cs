using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ListSearches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "NormalizedToAddress",
                table: "OutgoingMails",
                type: "nvarchar(254)",
                maxLength: 254,
                nullable: false,
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(254)",
                oldMaxLength: 254);

            migrationBuilder.CreateTable(
                name: "InvitationWords",
                columns: table => new
                {
                    InvitationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Word = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationWords", x => new { x.InvitationId, x.Word });
                    table.ForeignKey(
                        name: "FK_InvitationWords_PartnershipInvitations_InvitationId",
                        column: x => x.InvitationId,
                        principalTable: "PartnershipInvitations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            // Invitations that are there have no words yet; the start fills them in.
            migrationBuilder.InsertData(
                table: "WordBacklogs",
                columns: new[] { "Kind", "DoneTo" },
                values: new object[] { "PartnershipInvitation", Guid.Empty });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationWords_ProviderId_Word_InvitationId",
                table: "InvitationWords",
                columns: new[] { "ProviderId", "Word", "InvitationId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "InvitationWords");

            migrationBuilder.DeleteData(
                table: "WordBacklogs",
                keyColumn: "Kind",
                keyValue: "PartnershipInvitation");

            migrationBuilder.AlterColumn<string>(
                name: "NormalizedToAddress",
                table: "OutgoingMails",
                type: "nvarchar(254)",
                maxLength: 254,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(254)",
                oldMaxLength: 254,
                oldCollation: "Latin1_General_100_BIN2");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814

namespace IndirectProvider.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MoreSearchWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ResellerWords",
                columns: table => new
                {
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Word = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResellerWords", x => new { x.ResellerId, x.Word });
                    table.ForeignKey(
                        name: "FK_ResellerWords_Resellers_ResellerId",
                        column: x => x.ResellerId,
                        principalTable: "Resellers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionWords",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Word = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionWords", x => new { x.SubscriptionId, x.Word });
                    table.ForeignKey(
                        name: "FK_SubscriptionWords_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WordBacklogs",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    DoneTo = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WordBacklogs", x => x.Kind);
                });

            // Rows that are there have no words yet; the start fills them in.
            migrationBuilder.InsertData(
                table: "WordBacklogs",
                columns: new[] { "Kind", "DoneTo" },
                values: new object[,]
                {
                    { "Customer", Guid.Empty },
                    { "Reseller", Guid.Empty },
                    { "Subscription", Guid.Empty }
                });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerWords_Word_ResellerId",
                table: "ResellerWords",
                columns: new[] { "Word", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionWords_ProviderId_Word_SubscriptionId",
                table: "SubscriptionWords",
                columns: new[] { "ProviderId", "Word", "SubscriptionId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ResellerWords");

            migrationBuilder.DropTable(
                name: "SubscriptionWords");

            migrationBuilder.DropTable(
                name: "WordBacklogs");
        }
    }
}

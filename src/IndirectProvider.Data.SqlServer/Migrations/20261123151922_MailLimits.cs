using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MailLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "NormalizedToAddress",
                table: "OutgoingMails",
                type: "nvarchar(254)",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_NormalizedToAddress_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "NormalizedToAddress", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_NormalizedToAddress_CreatedAt",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "NormalizedToAddress",
                table: "OutgoingMails");
        }
    }
}

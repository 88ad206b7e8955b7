using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LongListsInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Users_ProviderId_CustomerId",
                table: "Users");

            migrationBuilder.CreateIndex(
                name: "IX_Users_ProviderId_CustomerId_NormalizedName",
                table: "Users",
                columns: new[] { "ProviderId", "CustomerId", "NormalizedName" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_State_TermEndsAt",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "State", "TermEndsAt" },
                filter: "\"RenewalChange\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Users_ProviderId_CustomerId_NormalizedName",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_ProviderId_State_TermEndsAt",
                table: "Subscriptions");

            migrationBuilder.CreateIndex(
                name: "IX_Users_ProviderId_CustomerId",
                table: "Users",
                columns: new[] { "ProviderId", "CustomerId" });
        }
    }
}

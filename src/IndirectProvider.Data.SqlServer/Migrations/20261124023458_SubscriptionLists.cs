using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SubscriptionLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_OfferId",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_ProviderId_State_TermEndsAt",
                table: "Subscriptions");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_CustomerId_State",
                table: "Subscriptions",
                columns: new[] { "CustomerId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_OfferId_ProviderId",
                table: "Subscriptions",
                columns: new[] { "OfferId", "ProviderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_Nickname_Id",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "Nickname", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_State_TermEndsAt_Id",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "State", "TermEndsAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_TermEndsAt_Id",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "TermEndsAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_CustomerId_State",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_OfferId_ProviderId",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_ProviderId_Nickname_Id",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_ProviderId_State_TermEndsAt_Id",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_ProviderId_TermEndsAt_Id",
                table: "Subscriptions");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_OfferId",
                table: "Subscriptions",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_State_TermEndsAt",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "State", "TermEndsAt" });
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ListChoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_State_CustomerId",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "State", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_VendorId",
                table: "Subscriptions",
                column: "VendorId");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_TenantId",
                table: "Customers",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_ProviderId_Country_Id",
                table: "Customers",
                columns: new[] { "ProviderId", "Address_Country", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Customers_ProviderId_Country_Id",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_ProviderId_State_CustomerId",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_VendorId",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Customers_TenantId",
                table: "Customers");
        }
    }
}

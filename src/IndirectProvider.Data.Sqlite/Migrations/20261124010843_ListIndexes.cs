using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CustomerResellers_ProviderId_ResellerId",
                table: "CustomerResellers");

            migrationBuilder.AddColumn<string>(
                name: "NormalizedCustomerName",
                table: "Orders",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            // Customers' rows have the form the portal itself makes; an order without one yet comes near to it.
            migrationBuilder.Sql(
                """
                UPDATE "Orders" SET "NormalizedCustomerName" = COALESCE((SELECT "Customers"."NormalizedName" FROM "Customers" WHERE "Customers"."Id" = "Orders"."CustomerId"), UPPER("CustomerName"));
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Users_Organisation",
                table: "Users",
                column: "Organisation",
                filter: "\"Organisation\" = 'Operator'");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_ProviderId_NormalizedToAddress",
                table: "OutgoingMails",
                columns: new[] { "ProviderId", "NormalizedToAddress" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ProviderId_NormalizedCustomerName",
                table: "Orders",
                columns: new[] { "ProviderId", "NormalizedCustomerName" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ProviderId_State_SubmittedAt",
                table: "Orders",
                columns: new[] { "ProviderId", "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerResellers_ProviderId_ResellerId_EndedAt",
                table: "CustomerResellers",
                columns: new[] { "ProviderId", "ResellerId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_ProviderId_Action_At",
                table: "AuditRecords",
                columns: new[] { "ProviderId", "Action", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_ProviderId_ActorSearchName_At",
                table: "AuditRecords",
                columns: new[] { "ProviderId", "ActorSearchName", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AdminCredentials_IssuedToUserId_CreatedAt",
                table: "AdminCredentials",
                columns: new[] { "IssuedToUserId", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Users_Organisation",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_ProviderId_NormalizedToAddress",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_Orders_ProviderId_NormalizedCustomerName",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_ProviderId_State_SubmittedAt",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_CustomerResellers_ProviderId_ResellerId_EndedAt",
                table: "CustomerResellers");

            migrationBuilder.DropIndex(
                name: "IX_AuditRecords_ProviderId_Action_At",
                table: "AuditRecords");

            migrationBuilder.DropIndex(
                name: "IX_AuditRecords_ProviderId_ActorSearchName_At",
                table: "AuditRecords");

            migrationBuilder.DropIndex(
                name: "IX_AdminCredentials_IssuedToUserId_CreatedAt",
                table: "AdminCredentials");

            migrationBuilder.DropColumn(
                name: "NormalizedCustomerName",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_CustomerResellers_ProviderId_ResellerId",
                table: "CustomerResellers",
                columns: new[] { "ProviderId", "ResellerId" });
        }
    }
}

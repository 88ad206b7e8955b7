using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QueuesByAge : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_State_NextAttemptAt",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_State_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_State_NextAttemptAt_SubmittedAt",
                table: "Orders",
                columns: new[] { "State", "NextAttemptAt", "SubmittedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_State_CreatedAt",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_Orders_State_NextAttemptAt_SubmittedAt",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_State_NextAttemptAt",
                table: "Orders",
                columns: new[] { "State", "NextAttemptAt" });
        }
    }
}

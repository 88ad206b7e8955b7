using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MailRetry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "FailedAt",
                table: "OutgoingMails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastProblem",
                table: "OutgoingMails",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LeaseId",
                table: "OutgoingMails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RetriedAt",
                table: "OutgoingMails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_ProviderId_State_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "ProviderId", "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_State_Attempts_NextAttemptAt",
                table: "OutgoingMails",
                columns: new[] { "State", "Attempts", "NextAttemptAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_ProviderId_State_CreatedAt",
                table: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_State_Attempts_NextAttemptAt",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "FailedAt",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "LastProblem",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "LeaseId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "RetriedAt",
                table: "OutgoingMails");
        }
    }
}

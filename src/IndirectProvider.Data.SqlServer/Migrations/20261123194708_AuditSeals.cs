using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AuditSeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ActorOrganisationId",
                table: "AuditRecords",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ActorSearchName",
                table: "AuditRecords",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "ForOperators",
                table: "AuditRecords",
                type: "bit",
                nullable: false,
                defaultValue: false);

            // What is known of older rows.
            migrationBuilder.Sql(
                """
                EXEC(N'UPDATE [AuditRecords] SET [ActorSearchName] = UPPER([ActorName]);');
                """);
            migrationBuilder.Sql(
                """
                EXEC(N'UPDATE [AuditRecords] SET [ForOperators] = 1 WHERE [ProviderId] IS NULL AND [ResellerId] IS NULL AND [CustomerId] IS NULL;');
                """);
            migrationBuilder.Sql(
                """
                EXEC(N'UPDATE [AuditRecords] SET [ActorOrganisationId] = (SELECT COALESCE([Users].[CustomerId], [Users].[ResellerId], [Users].[ProviderId], ''00000000-0000-0000-0000-000000000000'') FROM [Users] WHERE [Users].[Id] = [AuditRecords].[ActorUserId]);');
                """);

            migrationBuilder.CreateTable(
                name: "AuditSeals",
                columns: table => new
                {
                    ChainId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateTime>(type: "datetime2", nullable: false),
                    To = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RowCount = table.Column<int>(type: "int", nullable: false),
                    Entries = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    SealedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditSeals", x => new { x.ChainId, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_At",
                table: "AuditRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_CorrelationId",
                table: "AuditRecords",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_ForOperators_At",
                table: "AuditRecords",
                columns: new[] { "ForOperators", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditSeals_To",
                table: "AuditSeals",
                column: "To");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditSeals");

            migrationBuilder.DropIndex(
                name: "IX_AuditRecords_At",
                table: "AuditRecords");

            migrationBuilder.DropIndex(
                name: "IX_AuditRecords_CorrelationId",
                table: "AuditRecords");

            migrationBuilder.DropIndex(
                name: "IX_AuditRecords_ForOperators_At",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "ActorOrganisationId",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "ActorSearchName",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "ForOperators",
                table: "AuditRecords");
        }
    }
}

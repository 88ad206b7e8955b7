using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SubscriptionLifecycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AnchoredAt",
                table: "Subscriptions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Batches",
                table: "Subscriptions",
                type: "text",
                nullable: false,
                defaultValue: "{\"items\":[]}");

            migrationBuilder.AddColumn<int>(
                name: "LastEventNumber",
                table: "Subscriptions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextClockAt",
                table: "Subscriptions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RenewalChange",
                table: "Subscriptions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "StateSince",
                table: "Subscriptions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.CreateTable(
                name: "ResellerCredits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    To = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResellerCredits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResellerCredits_Partnerships_ProviderId_ResellerId",
                        columns: x => new { x.ProviderId, x.ResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ResellerCredits_Subscriptions_ProviderId_SubscriptionId",
                        columns: x => new { x.ProviderId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionEvents",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Before = table.Column<string>(type: "text", nullable: false),
                    After = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    ActorUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ActorOrganisation = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SubscriptionVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionEvents", x => new { x.SubscriptionId, x.Number });
                    table.ForeignKey(
                        name: "FK_SubscriptionEvents_Subscriptions_ProviderId_SubscriptionId",
                        columns: x => new { x.ProviderId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_NextClockAt",
                table: "Subscriptions",
                column: "NextClockAt");

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_ProviderId_ResellerId",
                table: "ResellerCredits",
                columns: new[] { "ProviderId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_ProviderId_SubscriptionId",
                table: "ResellerCredits",
                columns: new[] { "ProviderId", "SubscriptionId" });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_ResellerId_From",
                table: "ResellerCredits",
                columns: new[] { "ResellerId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_SubscriptionId_From",
                table: "ResellerCredits",
                columns: new[] { "SubscriptionId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionEvents_ProviderId_SubscriptionId",
                table: "SubscriptionEvents",
                columns: new[] { "ProviderId", "SubscriptionId" });

            // Subscriptions made before: their clock is due at once, and the first look at them finds the right time.
            migrationBuilder.Sql(
                """
                UPDATE "Subscriptions" SET "AnchoredAt" = "TermStartsAt", "StateSince" = "TermStartsAt", "NextClockAt" = "TermStartsAt"
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "ResellerCredits" ("Id", "ProviderId", "SubscriptionId", "ResellerId", "From") SELECT "Id", "ProviderId", "Id", "ResellerId", "CreatedAt" FROM "Subscriptions" WHERE "ResellerId" IS NOT NULL
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ResellerCredits");

            migrationBuilder.DropTable(
                name: "SubscriptionEvents");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_NextClockAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "AnchoredAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Batches",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "LastEventNumber",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "NextClockAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "RenewalChange",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "StateSince",
                table: "Subscriptions");
        }
    }
}

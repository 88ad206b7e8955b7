using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class EverydayWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "DeletedAt",
                table: "Users",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "Providers",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsListed",
                table: "Providers",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "PartnerId",
                table: "Providers",
                type: "nvarchar(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CustomerId",
                table: "OrderDrafts",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BillTo",
                table: "Customers",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedBy",
                table: "CustomerResellers",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AzureGrants",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GivenBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AzureGrants", x => new { x.SubscriptionId, x.ResellerId });
                    table.ForeignKey(
                        name: "FK_AzureGrants_Partnerships_ProviderId_ResellerId",
                        columns: x => new { x.ProviderId, x.ResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AzureGrants_Subscriptions_ProviderId_SubscriptionId",
                        columns: x => new { x.ProviderId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LicenseAssignments",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Seat = table.Column<int>(type: "int", nullable: false),
                    AssignedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LicenseAssignments", x => new { x.SubscriptionId, x.UserId });
                    table.ForeignKey(
                        name: "FK_LicenseAssignments_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LicenseAssignments_Subscriptions_ProviderId_SubscriptionId",
                        columns: x => new { x.ProviderId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LicenseAssignments_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProfileRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Before = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Wanted = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Logo = table.Column<string>(type: "nvarchar(max)", maxLength: 1000000, nullable: true),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    RequestedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RequestedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Answer = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProfileRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProfileRequests_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProviderLogos",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderLogos", x => x.ProviderId);
                    table.ForeignKey(
                        name: "FK_ProviderLogos_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Tags",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    NormalizedName = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tags", x => x.Id);
                    table.UniqueConstraint("AK_Tags_ProviderId_Id", x => new { x.ProviderId, x.Id });
                    table.ForeignKey(
                        name: "FK_Tags_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CustomerTags",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TagId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerTags", x => new { x.CustomerId, x.TagId });
                    table.ForeignKey(
                        name: "FK_CustomerTags_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CustomerTags_Tags_ProviderId_TagId",
                        columns: x => new { x.ProviderId, x.TagId },
                        principalTable: "Tags",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Providers_IsListed_Country",
                table: "Providers",
                columns: new[] { "IsListed", "Country" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderDrafts_ProviderId_CustomerId",
                table: "OrderDrafts",
                columns: new[] { "ProviderId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_AzureGrants_CustomerId",
                table: "AzureGrants",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_AzureGrants_ProviderId_ResellerId",
                table: "AzureGrants",
                columns: new[] { "ProviderId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_AzureGrants_ProviderId_SubscriptionId",
                table: "AzureGrants",
                columns: new[] { "ProviderId", "SubscriptionId" });

            migrationBuilder.CreateIndex(
                name: "IX_AzureGrants_ResellerId_CustomerId",
                table: "AzureGrants",
                columns: new[] { "ResellerId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerTags_ProviderId_CustomerId",
                table: "CustomerTags",
                columns: new[] { "ProviderId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerTags_ProviderId_TagId",
                table: "CustomerTags",
                columns: new[] { "ProviderId", "TagId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerTags_TagId_CustomerId",
                table: "CustomerTags",
                columns: new[] { "TagId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_LicenseAssignments_CustomerId",
                table: "LicenseAssignments",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_LicenseAssignments_ProviderId_CustomerId",
                table: "LicenseAssignments",
                columns: new[] { "ProviderId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_LicenseAssignments_ProviderId_SubscriptionId",
                table: "LicenseAssignments",
                columns: new[] { "ProviderId", "SubscriptionId" });

            migrationBuilder.CreateIndex(
                name: "IX_LicenseAssignments_SubscriptionId_Seat",
                table: "LicenseAssignments",
                columns: new[] { "SubscriptionId", "Seat" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LicenseAssignments_UserId",
                table: "LicenseAssignments",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ProfileRequests_ProviderId_RequestedAt",
                table: "ProfileRequests",
                columns: new[] { "ProviderId", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ProfileRequests_State_RequestedAt",
                table: "ProfileRequests",
                columns: new[] { "State", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Tags_ProviderId_NormalizedName",
                table: "Tags",
                columns: new[] { "ProviderId", "NormalizedName" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_OrderDrafts_Customers_ProviderId_CustomerId",
                table: "OrderDrafts",
                columns: new[] { "ProviderId", "CustomerId" },
                principalTable: "Customers",
                principalColumns: new[] { "ProviderId", "Id" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_OrderDrafts_Customers_ProviderId_CustomerId",
                table: "OrderDrafts");

            migrationBuilder.DropTable(
                name: "AzureGrants");

            migrationBuilder.DropTable(
                name: "CustomerTags");

            migrationBuilder.DropTable(
                name: "LicenseAssignments");

            migrationBuilder.DropTable(
                name: "ProfileRequests");

            migrationBuilder.DropTable(
                name: "ProviderLogos");

            migrationBuilder.DropTable(
                name: "Tags");

            migrationBuilder.DropIndex(
                name: "IX_Providers_IsListed_Country",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_OrderDrafts_ProviderId_CustomerId",
                table: "OrderDrafts");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "About",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "IsListed",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "PartnerId",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "CustomerId",
                table: "OrderDrafts");

            migrationBuilder.DropColumn(
                name: "BillTo",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "EndedBy",
                table: "CustomerResellers");
        }
    }
}

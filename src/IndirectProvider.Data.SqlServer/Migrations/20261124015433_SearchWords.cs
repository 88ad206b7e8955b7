using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SearchWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Customers_ProviderId_CreatedAt",
                table: "Customers");

            migrationBuilder.CreateTable(
                name: "CustomerWords",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Word = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfAccount = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerWords", x => new { x.ProviderId, x.Word, x.CustomerId, x.OfAccount });
                    table.ForeignKey(
                        name: "FK_CustomerWords_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_ProviderId_CreatedAt_Id",
                table: "Customers",
                columns: new[] { "ProviderId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerWords_CustomerId_Word",
                table: "CustomerWords",
                columns: new[] { "CustomerId", "Word" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerWords_ProviderId_CustomerId",
                table: "CustomerWords",
                columns: new[] { "ProviderId", "CustomerId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CustomerWords");

            migrationBuilder.DropIndex(
                name: "IX_Customers_ProviderId_CreatedAt_Id",
                table: "Customers");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_ProviderId_CreatedAt",
                table: "Customers",
                columns: new[] { "ProviderId", "CreatedAt" });
        }
    }
}

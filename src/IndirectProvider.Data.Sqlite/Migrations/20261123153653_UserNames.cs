using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UserNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "NormalizedName",
                table: "Users",
                type: "TEXT",
                maxLength: 101,
                nullable: false,
                defaultValue: "");

            // People who were there before are found by their names too; letters beyond ASCII as far as the database knows them.
            migrationBuilder.Sql(
                """
                UPDATE "Users" SET "NormalizedName" = UPPER(TRIM("FirstName" || ' ' || "LastName"))
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Users_CustomerId_NormalizedName",
                table: "Users",
                columns: new[] { "CustomerId", "NormalizedName" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_DeletedAt",
                table: "Users",
                column: "DeletedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Users_CustomerId_NormalizedName",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Users_DeletedAt",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "NormalizedName",
                table: "Users");
        }
    }
}

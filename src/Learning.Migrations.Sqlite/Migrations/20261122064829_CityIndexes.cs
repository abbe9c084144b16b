using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CityIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_targets_progress_TargetKey_PeriodStart_AtDeadline_Counting_Met",
                table: "targets_progress",
                columns: new[] { "TargetKey", "PeriodStart", "AtDeadline", "Counting", "Met" });

            migrationBuilder.CreateIndex(
                name: "IX_people_person_MergedIntoId",
                table: "people_person",
                column: "MergedIntoId",
                filter: "\"MergedIntoId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_targets_progress_TargetKey_PeriodStart_AtDeadline_Counting_Met",
                table: "targets_progress");

            migrationBuilder.DropIndex(
                name: "IX_people_person_MergedIntoId",
                table: "people_person");
        }
    }
}

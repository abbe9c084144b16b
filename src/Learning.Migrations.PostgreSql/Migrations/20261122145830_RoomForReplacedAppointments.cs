using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class RoomForReplacedAppointments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterTable(
                name: "people_appointment")
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterTable(
                name: "people_appointment")
                .OldAnnotation("Npgsql:StorageParameter:fillfactor", 50);
        }
    }
}

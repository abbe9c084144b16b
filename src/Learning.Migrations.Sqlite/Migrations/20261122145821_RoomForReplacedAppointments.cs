using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RoomForReplacedAppointments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}

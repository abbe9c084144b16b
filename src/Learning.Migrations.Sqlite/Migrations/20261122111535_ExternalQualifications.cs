using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ExternalQualifications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_people_roster_row_PersonId",
                table: "people_roster_row",
                column: "PersonId");

            migrationBuilder.CreateTable(
                name: "people_qualification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NumberSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    NumberHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SubmittedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_qualification", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_qualification_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_qualification_kind",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Expires = table.Column<bool>(type: "INTEGER", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_qualification_kind", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people_qualification_decision",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    QualificationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_qualification_decision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_qualification_decision_people_qualification_QualificationId",
                        column: x => x.QualificationId,
                        principalTable: "people_qualification",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_qualification_evidence",
                columns: table => new
                {
                    QualificationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Bytes = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_qualification_evidence", x => x.QualificationId);
                    table.ForeignKey(
                        name: "FK_people_qualification_evidence_people_qualification_QualificationId",
                        column: x => x.QualificationId,
                        principalTable: "people_qualification",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_people_qualification_NumberHash",
                table: "people_qualification",
                column: "NumberHash");

            migrationBuilder.CreateIndex(
                name: "IX_people_qualification_PersonId",
                table: "people_qualification",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_people_qualification_State_SubmittedAt",
                table: "people_qualification",
                columns: new[] { "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_people_qualification_decision_QualificationId",
                table: "people_qualification_decision",
                column: "QualificationId");

            migrationBuilder.CreateIndex(
                name: "IX_people_qualification_kind_Code",
                table: "people_qualification_kind",
                column: "Code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_people_roster_row_PersonId",
                table: "people_roster_row");

            migrationBuilder.DropTable(
                name: "people_qualification_decision");

            migrationBuilder.DropTable(
                name: "people_qualification_evidence");

            migrationBuilder.DropTable(
                name: "people_qualification_kind");

            migrationBuilder.DropTable(
                name: "people_qualification");
        }
    }
}

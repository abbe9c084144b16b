using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "certificates_certificate_type",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TokenType = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Rank = table.Column<int>(type: "INTEGER", nullable: false),
                    RegisterPattern = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ValidYears = table.Column<int>(type: "INTEGER", nullable: false),
                    RequirementsJson = table.Column<string>(type: "TEXT", nullable: false),
                    ReadingsJson = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates_certificate_type", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "certificates_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    WorkingDays = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DocumentNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IssuedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "certificates_public_key",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Kid = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Use = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    NotBefore = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NotAfter = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Cutoff = table.Column<long>(type: "INTEGER", nullable: true),
                    X = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Y = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates_public_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "curricula_programme",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Published = table.Column<bool>(type: "INTEGER", nullable: false),
                    Audience = table.Column<string>(type: "TEXT", nullable: false),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    Hours = table.Column<int>(type: "INTEGER", nullable: false),
                    Category = table.Column<string>(type: "TEXT", nullable: false),
                    TrainingKind = table.Column<string>(type: "TEXT", nullable: false),
                    OrganiserLevel = table.Column<string>(type: "TEXT", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", nullable: false),
                    Assessment = table.Column<string>(type: "TEXT", nullable: false),
                    PassShare = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    FinalItems = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseShare = table.Column<int>(type: "INTEGER", nullable: false),
                    RedLines = table.Column<bool>(type: "INTEGER", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Courses = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_programme", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "curricula_static_page",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Published = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_static_page", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "framework_audit_row",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Action = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SubjectId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ErasedBy = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_framework_audit_row", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "framework_audit_seal",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    RowId = table.Column<long>(type: "INTEGER", nullable: false),
                    PayloadDigest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Chain = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_framework_audit_seal", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "framework_job",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_framework_job", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "framework_recipe_record",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    RanAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_framework_recipe_record", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "framework_settings_row",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_framework_settings_row", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "media_film_file",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_film_file", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "media_play_session",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FilmKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_play_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people_failed_tries",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "TEXT", maxLength: 44, nullable: false),
                    Network = table.Column<string>(type: "TEXT", maxLength: 44, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_failed_tries", x => new { x.Subject, x.Network });
                });

            migrationBuilder.CreateTable(
                name: "people_organisation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DivisionCode = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    MergedIntoId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_organisation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_organisation_people_organisation_MergedIntoId",
                        column: x => x.MergedIntoId,
                        principalTable: "people_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_organisation_people_organisation_ParentId",
                        column: x => x.ParentId,
                        principalTable: "people_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_person",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SortKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Initials = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    StaffNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    MergedIntoId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_person", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people_roster_columns",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_roster_columns", x => new { x.OrganisationId, x.Fingerprint });
                });

            migrationBuilder.CreateTable(
                name: "people_roster_import",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    FileBytes = table.Column<int>(type: "INTEGER", nullable: false),
                    Encoding = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Mapping = table.Column<string>(type: "TEXT", nullable: true),
                    Headers = table.Column<string>(type: "TEXT", nullable: true),
                    DefaultPlaceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DefaultRole = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    CountsFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Wrong = table.Column<int>(type: "INTEGER", nullable: false),
                    Doubtful = table.Column<int>(type: "INTEGER", nullable: false),
                    Missing = table.Column<int>(type: "INTEGER", nullable: false),
                    Left = table.Column<int>(type: "INTEGER", nullable: false),
                    Refusal = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    RefusalDetail = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Trimmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_roster_import", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people_search_term",
                columns: table => new
                {
                    Term = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SortKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: false),
                    County = table.Column<int>(type: "INTEGER", nullable: false),
                    School = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_search_term", x => new { x.Term, x.SortKey, x.Row, x.County, x.School });
                });

            migrationBuilder.CreateTable(
                name: "people_setup_code",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_setup_code", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people_year_change_act",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartYear = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Schools = table.Column<string>(type: "TEXT", nullable: false),
                    EndingRoles = table.Column<string>(type: "TEXT", nullable: false),
                    Otherwise = table.Column<string>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    LeftAsTheyAre = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_year_change_act", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "targets_progress",
                columns: table => new
                {
                    TargetKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    PeriodStart = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AtDeadline = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Required = table.Column<int>(type: "INTEGER", nullable: false),
                    Attained = table.Column<int>(type: "INTEGER", nullable: false),
                    Met = table.Column<bool>(type: "INTEGER", nullable: false),
                    Counting = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_targets_progress", x => new { x.TargetKey, x.PeriodStart, x.AtDeadline, x.SubjectId });
                });

            migrationBuilder.CreateTable(
                name: "targets_target_version",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SourceCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SourceTitle = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SourceShort = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Published = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplacedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_targets_target_version", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "curricula_lesson",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentItemId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Course = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Published = table.Column<bool>(type: "INTEGER", nullable: false),
                    Hours = table.Column<int>(type: "INTEGER", nullable: false),
                    Objective = table.Column<string>(type: "TEXT", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: false),
                    Exercise = table.Column<string>(type: "TEXT", nullable: false),
                    Minutes = table.Column<string>(type: "TEXT", nullable: false),
                    Risk = table.Column<bool>(type: "INTEGER", nullable: false),
                    RedLine = table.Column<bool>(type: "INTEGER", nullable: false),
                    Film = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    QuizItems = table.Column<int>(type: "INTEGER", nullable: false),
                    Sources = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_lesson", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_lesson_curricula_programme_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "curricula_programme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_organisation_change",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OldName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    NewName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    OldAboveId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OldOpenedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OldClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Going = table.Column<string>(type: "TEXT", nullable: false),
                    Below = table.Column<string>(type: "TEXT", nullable: false),
                    TakenBack = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_organisation_change", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_organisation_change_people_organisation_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "people_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_organisation_fact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Fact = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Value = table.Column<int>(type: "INTEGER", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplacedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_organisation_fact", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_organisation_fact_people_organisation_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "people_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_year_change",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartYear = table.Column<int>(type: "INTEGER", nullable: false),
                    StandsFor = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Carried = table.Column<int>(type: "INTEGER", nullable: false),
                    Ended = table.Column<int>(type: "INTEGER", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_year_change", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_year_change_people_organisation_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "people_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accounts_account",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts_account", x => x.Id);
                    table.ForeignKey(
                        name: "FK_accounts_account_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificates_certificate",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TypeCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    HolderName = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SchoolName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Statement = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 13, nullable: false),
                    RegisterNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SerialYear = table.Column<int>(type: "INTEGER", nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false),
                    DocumentNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    StatusIndex = table.Column<long>(type: "INTEGER", nullable: false),
                    KeyByte = table.Column<int>(type: "INTEGER", nullable: false),
                    Token = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Template = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates_certificate", x => x.Id);
                    table.ForeignKey(
                        name: "FK_certificates_certificate_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificates_proposal",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TypeCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpenFor = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ProposedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    HolderNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates_proposal", x => x.Id);
                    table.ForeignKey(
                        name: "FK_certificates_proposal_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_enrolment",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnrolledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExamPassedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_enrolment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_enrolment_curricula_programme_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "curricula_programme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_curricula_enrolment_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_programme_completion",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CompletedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_programme_completion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_programme_completion_curricula_programme_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "curricula_programme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_curricula_programme_completion_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_quiz_attempt",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    HandedInAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Items = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_quiz_attempt", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_quiz_attempt_curricula_programme_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "curricula_programme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_curricula_quiz_attempt_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hours_hour_entry",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Categories = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TrainingKind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OrganiserLevel = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EarnedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Training = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SourceKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ReversesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ActorPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hundredths = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_hour_entry", x => x.Seq);
                    table.ForeignKey(
                        name: "FK_hours_hour_entry_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "media_watch_clock",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    CreditMilliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    Session = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_watch_clock", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_media_watch_clock_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "media_watching",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FilmKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Intervals = table.Column<string>(type: "TEXT", nullable: false),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_watching", x => x.Id);
                    table.ForeignKey(
                        name: "FK_media_watching_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_account_recovery",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_account_recovery", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_account_recovery_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_appointment",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Employment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Standing = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OwnRole = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    OnPaperId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CountsAt = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    CountsFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplacedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReplacesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CauseId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_appointment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_appointment_people_organisation_OnPaperId",
                        column: x => x.OnPaperId,
                        principalTable: "people_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_appointment_people_organisation_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "people_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_appointment_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_erasure_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenFor = table.Column<Guid>(type: "TEXT", nullable: true),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_erasure_request", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_erasure_request_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_exemption",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TargetKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    DecidedFor = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplacedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReplacesId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_exemption", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_exemption_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_person_contact",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PhoneSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PhoneHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    IdentityNumberSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    IdentityNumberHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_person_contact", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_people_person_contact_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_search_person",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SortKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Initials = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    StaffNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Places = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_search_person", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_search_person_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_transfer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AppointmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromCountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromSchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    OwnRole = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    Employment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    EndsOthers = table.Column<bool>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    WaitingFor = table.Column<Guid>(type: "TEXT", nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_transfer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_transfer_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people_roster_file",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Piece = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_roster_file", x => new { x.ImportId, x.Piece });
                    table.ForeignKey(
                        name: "FK_people_roster_file_people_roster_import_ImportId",
                        column: x => x.ImportId,
                        principalTable: "people_roster_import",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_roster_post",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    RowNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReplacesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AppointmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CopiesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RestoreId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Employment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Standing = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_roster_post", x => new { x.ImportId, x.Number });
                    table.ForeignKey(
                        name: "FK_people_roster_post_people_roster_import_ImportId",
                        column: x => x.ImportId,
                        principalTable: "people_roster_import",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_roster_row",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    StaffNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Place = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    PlaceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    Employment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Standing = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PhoneHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    IdentityHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Details = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Said = table.Column<string>(type: "TEXT", nullable: true),
                    Problems = table.Column<string>(type: "TEXT", nullable: true),
                    Changes = table.Column<string>(type: "TEXT", nullable: true),
                    Judgement = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonWrite = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    PersonVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    SortKey = table.Column<string>(type: "TEXT", nullable: true),
                    Initials = table.Column<string>(type: "TEXT", nullable: true),
                    NewStaffNumber = table.Column<string>(type: "TEXT", nullable: true),
                    OldName = table.Column<string>(type: "TEXT", nullable: true),
                    OldStaffNumber = table.Column<string>(type: "TEXT", nullable: true),
                    ContactWrite = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ContactVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    PhoneSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    IdentitySealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OldPhoneSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OldPhoneHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OldIdentitySealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OldIdentityHash = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_roster_row", x => new { x.ImportId, x.Number });
                    table.ForeignKey(
                        name: "FK_people_roster_row_people_roster_import_ImportId",
                        column: x => x.ImportId,
                        principalTable: "people_roster_import",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "curricula_lesson_completion",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CompletedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_lesson_completion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_lesson_completion_curricula_lesson_LessonId",
                        column: x => x.LessonId,
                        principalTable: "curricula_lesson",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_curricula_lesson_completion_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_lesson_progress",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FilmWatchedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ExerciseAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckPassedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_lesson_progress", x => new { x.PersonId, x.LessonId });
                    table.ForeignKey(
                        name: "FK_curricula_lesson_progress_curricula_lesson_LessonId",
                        column: x => x.LessonId,
                        principalTable: "curricula_lesson",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_curricula_lesson_progress_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_question",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Current = table.Column<bool>(type: "INTEGER", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CaseCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    CaseText = table.Column<string>(type: "TEXT", nullable: true),
                    Topic = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Difficulty = table.Column<int>(type: "INTEGER", nullable: false),
                    RedLine = table.Column<bool>(type: "INTEGER", nullable: false),
                    Stem = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_question", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_question_curricula_lesson_LessonId",
                        column: x => x.LessonId,
                        principalTable: "curricula_lesson",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_curricula_question_curricula_programme_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "curricula_programme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_unsafe_report",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CountyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SchoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RestoredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RestoredBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Finding = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_unsafe_report", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_unsafe_report_curricula_lesson_LessonId",
                        column: x => x.LessonId,
                        principalTable: "curricula_lesson",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_curricula_unsafe_report_people_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accounts_identity_user_claim",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts_identity_user_claim", x => x.Id);
                    table.ForeignKey(
                        name: "FK_accounts_identity_user_claim_accounts_account_UserId",
                        column: x => x.UserId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "accounts_identity_user_login",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts_identity_user_login", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_accounts_identity_user_login_accounts_account_UserId",
                        column: x => x.UserId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "accounts_identity_user_passkey",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts_identity_user_passkey", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_accounts_identity_user_passkey_accounts_account_UserId",
                        column: x => x.UserId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "accounts_identity_user_token",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts_identity_user_token", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_accounts_identity_user_token_accounts_account_UserId",
                        column: x => x.UserId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_account_authenticator",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecretSealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_account_authenticator", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_people_account_authenticator_accounts_account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_account_session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Browser = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    Network = table.Column<string>(type: "TEXT", maxLength: 44, nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TwoFactors = table.Column<bool>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProvedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_account_session", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_account_session_accounts_account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_backup_code",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_backup_code", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_backup_code_accounts_account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_first_sign_in_code",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_first_sign_in_code", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_people_first_sign_in_code_accounts_account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_second_factor_notice",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_second_factor_notice", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_people_second_factor_notice_accounts_account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_trusted_device",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Browser = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RememberedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_trusted_device", x => x.Id);
                    table.ForeignKey(
                        name: "FK_people_trusted_device_accounts_account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts_account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "certificates_certificate_decision",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates_certificate_decision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_certificates_certificate_decision_certificates_certificate_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "certificates_certificate",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificates_proposal_decision",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates_proposal_decision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_certificates_proposal_decision_certificates_proposal_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "certificates_proposal",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_attempt_result",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Right = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    HandedInOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    HandedInAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_attempt_result", x => x.Id);
                    table.ForeignKey(
                        name: "FK_curricula_attempt_result_curricula_quiz_attempt_Id",
                        column: x => x.Id,
                        principalTable: "curricula_quiz_attempt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "curricula_quiz_answer",
                columns: table => new
                {
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Chosen = table.Column<string>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula_quiz_answer", x => new { x.AttemptId, x.Number });
                    table.ForeignKey(
                        name: "FK_curricula_quiz_answer_curricula_quiz_attempt_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "curricula_quiz_attempt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "accounts_account",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_account_PersonId",
                table: "accounts_account",
                column: "PersonId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "accounts_account",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_identity_user_claim_UserId",
                table: "accounts_identity_user_claim",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_identity_user_login_UserId",
                table: "accounts_identity_user_login",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_identity_user_passkey_UserId",
                table: "accounts_identity_user_passkey",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_CountyId_SchoolId",
                table: "certificates_certificate",
                columns: new[] { "CountyId", "SchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_NoticeId",
                table: "certificates_certificate",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_Number",
                table: "certificates_certificate",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_PersonId",
                table: "certificates_certificate",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_ProposalId",
                table: "certificates_certificate",
                column: "ProposalId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_RegisterNumber",
                table: "certificates_certificate",
                column: "RegisterNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_StatusIndex",
                table: "certificates_certificate",
                column: "StatusIndex",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_TypeCode_SerialYear_Serial",
                table: "certificates_certificate",
                columns: new[] { "TypeCode", "SerialYear", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_decision_CertificateId_Sequence",
                table: "certificates_certificate_decision",
                columns: new[] { "CertificateId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_certificate_type_Code",
                table: "certificates_certificate_type",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_notice_IssuedOn",
                table: "certificates_notice",
                column: "IssuedOn");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_proposal_CountyId_SchoolId",
                table: "certificates_proposal",
                columns: new[] { "CountyId", "SchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_certificates_proposal_NoticeId",
                table: "certificates_proposal",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_proposal_PersonId_OpenFor",
                table: "certificates_proposal",
                columns: new[] { "PersonId", "OpenFor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_proposal_State_TypeCode",
                table: "certificates_proposal",
                columns: new[] { "State", "TypeCode" });

            migrationBuilder.CreateIndex(
                name: "IX_certificates_proposal_decision_ProposalId",
                table: "certificates_proposal_decision",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_public_key_Kid",
                table: "certificates_public_key",
                column: "Kid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_attempt_result_PersonId_ProgrammeId_LessonId",
                table: "curricula_attempt_result",
                columns: new[] { "PersonId", "ProgrammeId", "LessonId" });

            migrationBuilder.CreateIndex(
                name: "IX_curricula_enrolment_PersonId_ProgrammeId",
                table: "curricula_enrolment",
                columns: new[] { "PersonId", "ProgrammeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_enrolment_ProgrammeId",
                table: "curricula_enrolment",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_curricula_lesson_ContentItemId",
                table: "curricula_lesson",
                column: "ContentItemId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_lesson_ProgrammeId_Number",
                table: "curricula_lesson",
                columns: new[] { "ProgrammeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_lesson_completion_LessonId",
                table: "curricula_lesson_completion",
                column: "LessonId");

            migrationBuilder.CreateIndex(
                name: "IX_curricula_lesson_completion_PersonId_LessonId",
                table: "curricula_lesson_completion",
                columns: new[] { "PersonId", "LessonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_lesson_progress_LessonId",
                table: "curricula_lesson_progress",
                column: "LessonId");

            migrationBuilder.CreateIndex(
                name: "IX_curricula_programme_Code",
                table: "curricula_programme",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_programme_ContentItemId",
                table: "curricula_programme",
                column: "ContentItemId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_programme_completion_PersonId_ProgrammeId",
                table: "curricula_programme_completion",
                columns: new[] { "PersonId", "ProgrammeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_programme_completion_ProgrammeId_CompletedOn",
                table: "curricula_programme_completion",
                columns: new[] { "ProgrammeId", "CompletedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_curricula_question_LessonId_Current",
                table: "curricula_question",
                columns: new[] { "LessonId", "Current" });

            migrationBuilder.CreateIndex(
                name: "IX_curricula_question_ProgrammeId_Code_Revision",
                table: "curricula_question",
                columns: new[] { "ProgrammeId", "Code", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_quiz_attempt_PersonId_SubjectId",
                table: "curricula_quiz_attempt",
                columns: new[] { "PersonId", "SubjectId" },
                unique: true,
                filter: "\"HandedInAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_curricula_quiz_attempt_PersonId_SubjectId_StartedOn",
                table: "curricula_quiz_attempt",
                columns: new[] { "PersonId", "SubjectId", "StartedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_curricula_quiz_attempt_ProgrammeId",
                table: "curricula_quiz_attempt",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_curricula_static_page_ContentItemId",
                table: "curricula_static_page",
                column: "ContentItemId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_static_page_Path",
                table: "curricula_static_page",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_curricula_unsafe_report_LessonId",
                table: "curricula_unsafe_report",
                column: "LessonId");

            migrationBuilder.CreateIndex(
                name: "IX_curricula_unsafe_report_PersonId_ReportedAt",
                table: "curricula_unsafe_report",
                columns: new[] { "PersonId", "ReportedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_curricula_unsafe_report_RestoredAt_ReportedAt",
                table: "curricula_unsafe_report",
                columns: new[] { "RestoredAt", "ReportedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_framework_audit_row_Action_Id",
                table: "framework_audit_row",
                columns: new[] { "Action", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_framework_audit_row_At",
                table: "framework_audit_row",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_framework_audit_row_CountyId_SchoolId_Id",
                table: "framework_audit_row",
                columns: new[] { "CountyId", "SchoolId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_framework_audit_row_ErasedBy",
                table: "framework_audit_row",
                column: "ErasedBy",
                filter: "\"ErasedBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_framework_audit_row_PersonId",
                table: "framework_audit_row",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_framework_audit_row_SubjectKind_SubjectId",
                table: "framework_audit_row",
                columns: new[] { "SubjectKind", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_framework_audit_seal_RowId",
                table: "framework_audit_seal",
                column: "RowId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_framework_job_FinishedAt_NotBefore",
                table: "framework_job",
                columns: new[] { "FinishedAt", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_framework_job_Kind_Key",
                table: "framework_job",
                columns: new[] { "Kind", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hours_hour_entry_CountyId_SchoolId_EarnedOn",
                table: "hours_hour_entry",
                columns: new[] { "CountyId", "SchoolId", "EarnedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_hour_entry_EarnedOn",
                table: "hours_hour_entry",
                column: "EarnedOn");

            migrationBuilder.CreateIndex(
                name: "IX_hours_hour_entry_Id",
                table: "hours_hour_entry",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hours_hour_entry_PersonId_EarnedOn",
                table: "hours_hour_entry",
                columns: new[] { "PersonId", "EarnedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_hour_entry_ReversesId",
                table: "hours_hour_entry",
                column: "ReversesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hours_hour_entry_SourceKey",
                table: "hours_hour_entry",
                column: "SourceKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_media_film_file_Key",
                table: "media_film_file",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_media_play_session_BeganAt",
                table: "media_play_session",
                column: "BeganAt");

            migrationBuilder.CreateIndex(
                name: "IX_media_watching_PersonId_FilmKey",
                table: "media_watching",
                columns: new[] { "PersonId", "FilmKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_account_recovery_PersonId",
                table: "people_account_recovery",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_people_account_recovery_State_CountyId_SchoolId",
                table: "people_account_recovery",
                columns: new[] { "State", "CountyId", "SchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_people_account_session_AccountId_SeenAt",
                table: "people_account_session",
                columns: new[] { "AccountId", "SeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_people_account_session_SeenAt",
                table: "people_account_session",
                column: "SeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_people_appointment_CauseId",
                table: "people_appointment",
                column: "CauseId",
                filter: "\"CauseId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_people_appointment_CountyId_SchoolId",
                table: "people_appointment",
                columns: new[] { "CountyId", "SchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_people_appointment_OnPaperId",
                table: "people_appointment",
                column: "OnPaperId",
                filter: "\"OnPaperId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_people_appointment_OrganisationId_Role",
                table: "people_appointment",
                columns: new[] { "OrganisationId", "Role" });

            migrationBuilder.CreateIndex(
                name: "IX_people_appointment_PersonId",
                table: "people_appointment",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_people_appointment_Role_From",
                table: "people_appointment",
                columns: new[] { "Role", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_people_backup_code_AccountId",
                table: "people_backup_code",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_people_erasure_request_OpenFor",
                table: "people_erasure_request",
                column: "OpenFor",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_erasure_request_PersonId",
                table: "people_erasure_request",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_people_erasure_request_State_AskedAt",
                table: "people_erasure_request",
                columns: new[] { "State", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_people_exemption_From",
                table: "people_exemption",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_people_exemption_PersonId",
                table: "people_exemption",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_people_failed_tries_Since",
                table: "people_failed_tries",
                column: "Since");

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_Code",
                table: "people_organisation",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_CountyId_Order",
                table: "people_organisation",
                columns: new[] { "CountyId", "Order" });

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_MergedIntoId",
                table: "people_organisation",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_ParentId",
                table: "people_organisation",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_change_AppliedAt_On",
                table: "people_organisation_change",
                columns: new[] { "AppliedAt", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_change_OldName",
                table: "people_organisation_change",
                column: "OldName");

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_change_OrganisationId",
                table: "people_organisation_change",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_change_OtherId",
                table: "people_organisation_change",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_people_organisation_fact_OrganisationId_Fact_AsOf",
                table: "people_organisation_fact",
                columns: new[] { "OrganisationId", "Fact", "AsOf" });

            migrationBuilder.CreateIndex(
                name: "IX_people_person_Initials",
                table: "people_person",
                column: "Initials");

            migrationBuilder.CreateIndex(
                name: "IX_people_person_MergedIntoId",
                table: "people_person",
                column: "MergedIntoId",
                filter: "\"MergedIntoId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_people_person_SortKey_Id",
                table: "people_person",
                columns: new[] { "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_people_person_StaffNumber",
                table: "people_person",
                column: "StaffNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_person_contact_IdentityNumberHash",
                table: "people_person_contact",
                column: "IdentityNumberHash");

            migrationBuilder.CreateIndex(
                name: "IX_people_person_contact_PhoneHash",
                table: "people_person_contact",
                column: "PhoneHash");

            migrationBuilder.CreateIndex(
                name: "IX_people_roster_import_CountyId_SchoolId_CreatedAt",
                table: "people_roster_import",
                columns: new[] { "CountyId", "SchoolId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_people_roster_post_ImportId_RowNumber",
                table: "people_roster_post",
                columns: new[] { "ImportId", "RowNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_people_roster_row_ImportId_Kind_Number",
                table: "people_roster_row",
                columns: new[] { "ImportId", "Kind", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_people_search_person_PersonId",
                table: "people_search_person",
                column: "PersonId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_transfer_CountyId_SchoolId",
                table: "people_transfer",
                columns: new[] { "CountyId", "SchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_people_transfer_FromCountyId_FromSchoolId",
                table: "people_transfer",
                columns: new[] { "FromCountyId", "FromSchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_people_transfer_PersonId",
                table: "people_transfer",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_people_transfer_WaitingFor",
                table: "people_transfer",
                column: "WaitingFor",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_trusted_device_AccountId",
                table: "people_trusted_device",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_people_year_change_ActId",
                table: "people_year_change",
                column: "ActId");

            migrationBuilder.CreateIndex(
                name: "IX_people_year_change_CountyId_SchoolId_StartYear",
                table: "people_year_change",
                columns: new[] { "CountyId", "SchoolId", "StartYear" });

            migrationBuilder.CreateIndex(
                name: "IX_people_year_change_OrganisationId",
                table: "people_year_change",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_people_year_change_StandsFor",
                table: "people_year_change",
                column: "StandsFor",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_year_change_act_CountyId_SchoolId_RequestedAt",
                table: "people_year_change_act",
                columns: new[] { "CountyId", "SchoolId", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_targets_progress_SubjectId",
                table: "targets_progress",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_targets_progress_TargetKey_PeriodStart_AtDeadline_Counting_Met",
                table: "targets_progress",
                columns: new[] { "TargetKey", "PeriodStart", "AtDeadline", "Counting", "Met" });

            migrationBuilder.CreateIndex(
                name: "IX_targets_progress_TargetKey_PeriodStart_AtDeadline_CountyId_SchoolId_Counting_Met",
                table: "targets_progress",
                columns: new[] { "TargetKey", "PeriodStart", "AtDeadline", "CountyId", "SchoolId", "Counting", "Met" });

            migrationBuilder.CreateIndex(
                name: "IX_targets_target_version_Key_RecordedAt",
                table: "targets_target_version",
                columns: new[] { "Key", "RecordedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accounts_identity_user_claim");

            migrationBuilder.DropTable(
                name: "accounts_identity_user_login");

            migrationBuilder.DropTable(
                name: "accounts_identity_user_passkey");

            migrationBuilder.DropTable(
                name: "accounts_identity_user_token");

            migrationBuilder.DropTable(
                name: "certificates_certificate_decision");

            migrationBuilder.DropTable(
                name: "certificates_certificate_type");

            migrationBuilder.DropTable(
                name: "certificates_notice");

            migrationBuilder.DropTable(
                name: "certificates_proposal_decision");

            migrationBuilder.DropTable(
                name: "certificates_public_key");

            migrationBuilder.DropTable(
                name: "curricula_attempt_result");

            migrationBuilder.DropTable(
                name: "curricula_enrolment");

            migrationBuilder.DropTable(
                name: "curricula_lesson_completion");

            migrationBuilder.DropTable(
                name: "curricula_lesson_progress");

            migrationBuilder.DropTable(
                name: "curricula_programme_completion");

            migrationBuilder.DropTable(
                name: "curricula_question");

            migrationBuilder.DropTable(
                name: "curricula_quiz_answer");

            migrationBuilder.DropTable(
                name: "curricula_static_page");

            migrationBuilder.DropTable(
                name: "curricula_unsafe_report");

            migrationBuilder.DropTable(
                name: "framework_audit_row");

            migrationBuilder.DropTable(
                name: "framework_audit_seal");

            migrationBuilder.DropTable(
                name: "framework_job");

            migrationBuilder.DropTable(
                name: "framework_recipe_record");

            migrationBuilder.DropTable(
                name: "framework_settings_row");

            migrationBuilder.DropTable(
                name: "hours_hour_entry");

            migrationBuilder.DropTable(
                name: "media_film_file");

            migrationBuilder.DropTable(
                name: "media_play_session");

            migrationBuilder.DropTable(
                name: "media_watch_clock");

            migrationBuilder.DropTable(
                name: "media_watching");

            migrationBuilder.DropTable(
                name: "people_account_authenticator");

            migrationBuilder.DropTable(
                name: "people_account_recovery");

            migrationBuilder.DropTable(
                name: "people_account_session");

            migrationBuilder.DropTable(
                name: "people_appointment");

            migrationBuilder.DropTable(
                name: "people_backup_code");

            migrationBuilder.DropTable(
                name: "people_erasure_request");

            migrationBuilder.DropTable(
                name: "people_exemption");

            migrationBuilder.DropTable(
                name: "people_failed_tries");

            migrationBuilder.DropTable(
                name: "people_first_sign_in_code");

            migrationBuilder.DropTable(
                name: "people_organisation_change");

            migrationBuilder.DropTable(
                name: "people_organisation_fact");

            migrationBuilder.DropTable(
                name: "people_person_contact");

            migrationBuilder.DropTable(
                name: "people_roster_columns");

            migrationBuilder.DropTable(
                name: "people_roster_file");

            migrationBuilder.DropTable(
                name: "people_roster_post");

            migrationBuilder.DropTable(
                name: "people_roster_row");

            migrationBuilder.DropTable(
                name: "people_search_person");

            migrationBuilder.DropTable(
                name: "people_search_term");

            migrationBuilder.DropTable(
                name: "people_second_factor_notice");

            migrationBuilder.DropTable(
                name: "people_setup_code");

            migrationBuilder.DropTable(
                name: "people_transfer");

            migrationBuilder.DropTable(
                name: "people_trusted_device");

            migrationBuilder.DropTable(
                name: "people_year_change");

            migrationBuilder.DropTable(
                name: "people_year_change_act");

            migrationBuilder.DropTable(
                name: "targets_progress");

            migrationBuilder.DropTable(
                name: "targets_target_version");

            migrationBuilder.DropTable(
                name: "certificates_certificate");

            migrationBuilder.DropTable(
                name: "certificates_proposal");

            migrationBuilder.DropTable(
                name: "curricula_quiz_attempt");

            migrationBuilder.DropTable(
                name: "curricula_lesson");

            migrationBuilder.DropTable(
                name: "people_roster_import");

            migrationBuilder.DropTable(
                name: "accounts_account");

            migrationBuilder.DropTable(
                name: "people_organisation");

            migrationBuilder.DropTable(
                name: "curricula_programme");

            migrationBuilder.DropTable(
                name: "people_person");
        }
    }
}

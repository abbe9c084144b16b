namespace Learning.People.Services.Rosters.Reading;

/// <summary>Why a file cannot be read as a roster.</summary>
internal enum FileRefusal
{
    Empty,

    /// <summary>Longer than <see cref="RosterLimits.FileBytes"/>.</summary>
    TooLong,

    /// <summary>Neither a table nor text.</summary>
    Unknown,

    /// <summary>A web page saved under a table's name.</summary>
    WebPage,

    /// <summary>A document of Word or WPS, or slides.</summary>
    Document,

    /// <summary>Opens with a password only.</summary>
    Locked,

    /// <summary>Cut off or damaged.</summary>
    Broken,

    /// <summary>Much larger unpacked than packed, or of far too many parts.</summary>
    Swollen,

    /// <summary>More rows than <see cref="RosterLimits.Rows"/>.</summary>
    TooManyRows,

    /// <summary>Headers, and nothing under them.</summary>
    NoRows,

    /// <summary>Text in an encoding that cannot be told.</summary>
    Encoding,

    /// <summary>A zip that is neither a workbook nor OneRoster.</summary>
    OtherZip,

    /// <summary>OneRoster without one of the files it needs.</summary>
    OneRosterIncomplete,
}

/// <summary>Stops reading a file whose refusal the page puts into words. <see cref="Exception.Message"/> holds the code only, never content.</summary>
internal sealed class RosterFileException(FileRefusal refusal, string? detail = null) : Exception(refusal.ToString())
{
    public FileRefusal Refusal => refusal;

    /// <summary>A file's or column's name, where one is missing.</summary>
    public string? Detail => detail;
}

/// <summary>How much of a file is read: what keeps memory and time bounded whatever is sent.</summary>
internal static class RosterLimits
{
    public const int FileBytes = 20 * 1024 * 1024;

    /// <summary>Rows under the header.</summary>
    public const int Rows = 100_000;

    public const int Columns = 60;

    /// <summary>Characters of a cell; Excel itself allows 32,767.</summary>
    public const int Cell = 1000;

    public const int Sheets = 30;

    /// <summary>Of a zip, all entries together, unpacked.</summary>
    public const long Unpacked = 192L * 1024 * 1024;

    public const int ZipEntries = 1000;

    /// <summary>Unpacked over packed; sheets of tables reach about 40.</summary>
    public const int ZipRatio = 300;

    /// <summary>Rows looked at for a header.</summary>
    public const int Top = 30;
}

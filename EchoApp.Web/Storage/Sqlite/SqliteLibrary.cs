using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

internal static class SqliteLibrary
{
    /// <summary>To be called before anything else of SQLite.</summary>
    public static void Load() => Batteries_V2.Init();
}

namespace EchoApp.Web.Storage.Postgres;

/// <summary>The advisory locks of all replicas; each is held to the end of a transaction. Versions that run side by side know them by their numbers.</summary>
internal static class LockKeys
{
    /// <summary>Who changes the schema.</summary>
    public const long Migrations = 0x4563686f_00000001;

    /// <summary>Who stores requests, and so gives positions.</summary>
    public const long Append = 0x4563686f_00000002;

    /// <summary>Who makes bins.</summary>
    public const long Bins = 0x4563686f_00000003;

    /// <summary>Who makes requests come or go by a removal.</summary>
    public const long Removals = 0x4563686f_00000004;

    /// <summary>Who sweeps.</summary>
    public const long Sweep = 0x4563686f_00000005;
}

namespace EchoApp.AppHost;

internal static class CommandLine
{
    private static readonly string[] _names = ["Dashboard", "Data", "Ports", "Replicas", "Store", "Telemetry"];

    /// <summary>Configuration would take what is misspelled, or no option at all, for nothing. Aspire has many options of its own, which its CLI passes.</summary>
    /// <exception cref="DistributedApplicationException">An argument is none of ours, and is likely to have been meant as one.</exception>
    public static void RefuseMisspelled(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var isValue = i > 0 && args[i - 1].StartsWith("--", StringComparison.Ordinal) && !args[i - 1].Contains('=');
            if (args[i].StartsWith("--", StringComparison.Ordinal) ? IsMisspelled(args[i][2..].Split(':', '=')[0].ToUpperInvariant()) : !isValue)
            {
                throw new DistributedApplicationException($"There is no {args[i]}. There are --Ports:Echo=PORT, --Ports:Pages=PORT, --Store=container|embedded|auto, --Store:Image=IMAGE, --Store:Volume=NAME, --Replicas=NUMBER, "
                    + "--Data:Directory=DIRECTORY, --Telemetry:TraceUrl=URL and, to publish, --Dashboard=false, --Dashboard:Image=IMAGE, --Ports:PagesAddress=ADDRESS and --Parameters:NAME=VALUE. README.md says more.");
            }
        }
    }

    private static bool IsMisspelled(string given) => given == "HELP" || (!_names.Contains(given, StringComparer.OrdinalIgnoreCase) && _names.Select(name => name.ToUpperInvariant())
        .Any(name => Math.Abs(name.Length - given.Length) <= 1 && name.Except(given).Count() <= 1 && given.Except(name).Count() <= 1));
}

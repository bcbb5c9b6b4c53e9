using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.State;

namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>Makes what is shown of instances from what is known of them.</summary>
internal sealed class ResourceViews(SecretValues secrets, TelemetrySenders telemetry)
{
    public ResourceView Of(ResourceEvent latest)
    {
        var (resource, snapshot) = (latest.Resource, latest.Snapshot);
        return new ResourceView(
            latest.ResourceId,
            resource.Name,
            InstanceNames.Shown(resource, latest.ResourceId),
            snapshot.ResourceType,
            snapshot.State?.Text,
            snapshot.State?.Style,
            snapshot.HealthStatus?.ToString(),
            [.. snapshot.HealthReports.Select(Report)],
            snapshot.CreationTimeStamp,
            snapshot.StartTimeStamp,
            snapshot.StopTimeStamp,
            snapshot.ExitCode,
            secrets.Redact(Text(snapshot.Properties.FirstOrDefault(property => property.Name == Outcome.FailureReason)?.Value)),
            Source(snapshot),
            [.. snapshot.Urls.OrderByDescending(url => url.DisplayProperties.SortOrder).Select(Url)],
            [.. snapshot.EnvironmentVariables.OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase).Select(Variable)],
            [.. snapshot.Properties.Where(property => property.Name != Outcome.FailureReason).Select(Property)],
            [.. snapshot.Volumes.Select(volume => new VolumeView(secrets.Redact(volume.Source), volume.Target, volume.MountType, volume.IsReadOnly))],
            [.. snapshot.Relationships.Select(relationship => new RelationshipView(relationship.ResourceName, relationship.Type))],
            [.. snapshot.Commands.Select(Command)],
            snapshot.IsHidden,
            RunEngine.HasLife(resource),
            telemetry.CountsOf(latest));
    }

    /// <summary>The value of a property as text.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(' ', many.Cast<object?>().Select(Text)),
        _ => value.ToString(),
    };

    private EnvironmentView Variable(EnvironmentVariableSnapshot variable)
    {
        var isSecret = secrets.IsSecret(variable.Name, variable.Value);
        return new EnvironmentView(variable.Name, isSecret ? null : variable.Value, isSecret, variable.IsFromSpec);
    }

    private PropertyView Property(ResourcePropertySnapshot property)
    {
        var text = Text(property.Value);
        var isSecret = property.IsSensitive || secrets.IsSecret(property.Name, text);
        return new PropertyView(property.Name, isSecret ? null : text, isSecret);
    }

    private HealthReportView Report(HealthReportSnapshot report) =>
        new(report.Name, report.Status?.ToString(), secrets.Redact(report.Description), secrets.Redact(report.ExceptionText), report.LastRunAt);

    private SourceView? Source(CustomResourceSnapshot snapshot)
    {
        var full = secrets.Redact(Text(snapshot.Properties.FirstOrDefault(property => property.Name == CustomResourceKnownProperties.Source)?.Value));
        return string.IsNullOrEmpty(full) ? null : new SourceView(snapshot.ResourceType == "Container" ? full : Path.GetFileName(full), full);
    }

    // A link that does not work is better than one that tells a secret.
    private UrlView Url(UrlSnapshot url)
    {
        var target = secrets.Redact(url.Url);
        return new(url.Name, target, url.DisplayProperties.DisplayName is { Length: > 0 } text ? secrets.Redact(text) : target, url.IsInternal, url.IsInactive);
    }

    private static CommandView Command(ResourceCommandSnapshot command) => new(
        command.Name,
        command.DisplayName,
        command.DisplayDescription,
        command.State.ToString(),
        command.ConfirmationMessage,
        command.IconName,
        command.IsHighlighted);
}

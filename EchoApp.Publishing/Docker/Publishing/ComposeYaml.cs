using Aspire.Hosting.Docker.Resources;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Writes a compose file as Aspire lays it out: every text in double quotes, nothing that is empty, list items indented.</summary>
internal static class ComposeYaml
{
    public static string Write(ComposeFile file) => new SerializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithEventEmitter(next => new QuotedTextEmitter(next))
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithNewLine("\n")
        .WithIndentedSequences()
        .WithQuotingNecessaryStrings()
        .Build()
        .Serialize(file);
}

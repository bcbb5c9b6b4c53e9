using System.Collections;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.ObjectGraphVisitors;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Leaves out members without a value: null, an empty list, an empty text.</summary>
internal sealed class NonEmptyVisitor(IObjectGraphVisitor<IEmitter> next) : ChainedObjectGraphVisitor(next)
{
    public override bool EnterMapping(IPropertyDescriptor key, IObjectDescriptor value, IEmitter context, ObjectSerializer serializer) =>
        value.Value is not null && (value.Value is not IEnumerable items || items.Cast<object>().Any()) && base.EnterMapping(key, value, context, serializer);
}

using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Quotes texts, but for the keys of mappings.</summary>
internal sealed class QuotedTextEmitter(IEventEmitter next) : ChainedEventEmitter(next)
{
    private readonly Stack<(bool IsMapping, int Count)> _open = new([(false, 0)]);

    public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
    {
        var isText = !CountAndTellKey() && eventInfo.Source.Type == typeof(string);
        base.Emit(isText ? new ScalarEventInfo(eventInfo.Source) { Style = ScalarStyle.DoubleQuoted } : eventInfo, emitter);
    }

    public override void Emit(MappingStartEventInfo eventInfo, IEmitter emitter)
    {
        CountAndTellKey();
        _open.Push((true, 0));
        base.Emit(eventInfo, emitter);
    }

    public override void Emit(MappingEndEventInfo eventInfo, IEmitter emitter)
    {
        _open.Pop();
        base.Emit(eventInfo, emitter);
    }

    public override void Emit(SequenceStartEventInfo eventInfo, IEmitter emitter)
    {
        CountAndTellKey();
        _open.Push((false, 0));
        base.Emit(eventInfo, emitter);
    }

    public override void Emit(SequenceEndEventInfo eventInfo, IEmitter emitter)
    {
        _open.Pop();
        base.Emit(eventInfo, emitter);
    }

    // In a mapping, keys and values take turns.
    private bool CountAndTellKey()
    {
        var (isMapping, count) = _open.Pop();
        _open.Push((isMapping, count + 1));
        return isMapping && count % 2 == 0;
    }
}

using System.Text.Json;

namespace EchoApp.Web.Comparison;

/// <summary>Collects what differs, as far as there is room.</summary>
internal sealed class JsonChanges
{
    public const int Most = 1000;

    /// <summary>Characters of all pointers: a name may be long, and on the way to many values.</summary>
    private const int LongestPointers = 1024 * 1024;

    private readonly List<JsonChange> _items = [];
    private int _room = LongestPointers;

    public IReadOnlyList<JsonChange> Items => _items;

    /// <summary>How many there was no room for.</summary>
    public int More { get; private set; }

    /// <summary>The left alone has it.</summary>
    public void AddRemoved(JsonPlace place, JsonElement value, int occurrence = 1) => Add(place, place, occurrence, value, null, Difference.Removed);

    /// <summary>The right alone has it.</summary>
    public void AddAdded(JsonPlace place, JsonElement value, int occurrence = 1) => Add(place, place, occurrence, null, value, Difference.Added);

    public void AddChanged(JsonPlace left, JsonPlace right, JsonElement leftValue, JsonElement rightValue, int occurrence, bool isSameValue) =>
        Add(left, right, occurrence, leftValue, rightValue, Difference.Changed, isSameValue);

    private void Add(JsonPlace left, JsonPlace right, int occurrence, JsonElement? leftValue, JsonElement? rightValue, Difference difference, bool isSameValue = false)
    {
        var length = left.Length + (left == right ? 0 : right.Length);
        if (_items.Count == Most || length > _room)
        {
            More++;
            return;
        }

        _room -= length;
        _items.Add(new(left.ToString(), left == right ? null : right.ToString(), occurrence > 1 ? occurrence : null, difference, leftValue?.GetRawText(), rightValue?.GetRawText(), isSameValue));
    }
}

using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace EchoApp.Web.Comparison;

/// <summary>Compares text line by line, and lines that changed word by word.</summary>
internal sealed class TextComparer
{
    public const int MostChanges = 1000;

    /// <summary>Lines that are removed and added.</summary>
    private const int MostEdits = 4000;

    private const int MostWordEdits = 200;

    private readonly string[] _left;
    private readonly string[] _right;
    private readonly int _around;
    private readonly CancellationToken _cancellationToken;
    private readonly List<TextLine> _lines = [];
    private int _changes;
    private int _more;

    private TextComparer(string left, string right, int around, CancellationToken cancellationToken)
    {
        _left = Lines(left);
        _right = Lines(right);
        _around = around;
        _cancellationToken = cancellationToken;
    }

    /// <param name="left">A text.</param>
    /// <param name="right">Another.</param>
    /// <param name="around">How many lines that are the same are shown before and behind those that are not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The lines, and how many differ besides; null where there are too many, or too many of them differ.</returns>
    public static (IReadOnlyList<TextLine> Lines, int More)? Compare(string left, string right, int around, CancellationToken cancellationToken)
    {
        var comparer = new TextComparer(left, right, around, cancellationToken);
        if (PieceDiffer.Find(comparer._left, comparer._right, MostEdits, cancellationToken) is not { } blocks)
        {
            return null;
        }

        comparer.Add(blocks);
        return (comparer._lines, comparer._more);
    }

    /// <summary>A CR stays: it is what may differ.</summary>
    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    private void Add(IList<DiffBlock> blocks)
    {
        var (left, right) = (0, 0);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            AddSame(left, right, block.DeleteStartA - left, isFirst: i == 0, isLast: false);
            AddBlock(block);
            left = block.DeleteStartA + block.DeleteCountA;
            right = block.InsertStartB + block.InsertCountB;
        }

        AddSame(left, right, _left.Length - left, isFirst: blocks.Count == 0, isLast: true);
    }

    private void AddSame(int left, int right, int count, bool isFirst, bool isLast)
    {
        for (var i = 0; i < count && _more == 0; i++)
        {
            if ((!isFirst && i < _around) || (!isLast && count - i <= _around) || _around >= PieceDiffer.MostPieces)
            {
                _lines.Add(new(Difference.Same, Whole(_left, left + i, differs: false), Whole(_right, right + i, differs: false)));
            }
        }
    }

    private void AddBlock(DiffBlock block)
    {
        for (var i = 0; i < Math.Max(block.DeleteCountA, block.InsertCountB); i++)
        {
            if (_changes == MostChanges)
            {
                _more++;
                continue;
            }

            _changes++;
            var (left, right) = (block.DeleteStartA + i, block.InsertStartB + i);
            _lines.Add(i >= block.InsertCountB ? new(Difference.Removed, Whole(_left, left, differs: true), Right: null)
                : i >= block.DeleteCountA ? new(Difference.Added, Left: null, Whole(_right, right, differs: true))
                : Changed(left, right));
        }
    }

    private TextLine Changed(int left, int right)
    {
        var (leftWords, rightWords) = (Words(_left[left]), Words(_right[right]));
        if (PieceDiffer.Find(leftWords, rightWords, MostWordEdits, _cancellationToken) is not { } blocks)
        {
            return new(Difference.Changed, Whole(_left, left, differs: true), Whole(_right, right, differs: true));
        }

        return new(
            Difference.Changed,
            new(left + 1, Pieces(leftWords, [.. blocks.Select(block => (block.DeleteStartA, block.DeleteCountA))])),
            new(right + 1, Pieces(rightWords, [.. blocks.Select(block => (block.InsertStartB, block.InsertCountB))])));
    }

    private static string[] Words(string line) => [.. WordChunker.Instance.Chunk(line)];

    private static List<LinePiece> Pieces(string[] words, List<(int Start, int Count)> differing)
    {
        List<LinePiece> pieces = [];
        var from = 0;
        foreach (var (start, count) in differing)
        {
            Add(from, start, differs: false);
            Add(start, start + count, differs: true);
            from = start + count;
        }

        Add(from, words.Length, differs: false);
        return pieces;

        void Add(int start, int end, bool differs)
        {
            if (string.Concat(words[start..end]) is { Length: > 0 } text)
            {
                pieces.Add(new(text, differs));
            }
        }
    }

    private static SideLine Whole(string[] lines, int index, bool differs) => new(index + 1, [new(lines[index], differs)]);
}

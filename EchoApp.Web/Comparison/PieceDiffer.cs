using DiffPlex;
using DiffPlex.Model;

namespace EchoApp.Web.Comparison;

/// <summary>Finds which pieces of a text, or elements of an array, were removed and added.</summary>
internal static class PieceDiffer
{
    public const int MostPieces = 20_000;

    private const string Left = "left";
    private const string Right = "right";

    /// <summary>What is not in a block is the same on both sides.</summary>
    /// <param name="left">The pieces of the left.</param>
    /// <param name="right">Those of the right.</param>
    /// <param name="mostEdits">How many may be removed and added: the time that it takes grows with that.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where there are more pieces than <see cref="MostPieces"/>, or more edits than may be.</returns>
    public static IList<DiffBlock>? Find(string[] left, string[] right, int mostEdits, CancellationToken cancellationToken)
    {
        if (left.Length > MostPieces || right.Length > MostPieces)
        {
            return null;
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return EditDistance.IsWithin(Number(left), Number(right), mostEdits, cancellationToken)
            ? Differ.Instance.CreateDiffs(Left, Right, ignoreWhiteSpace: false, ignoreCase: false, new GivenPieces(left, right)).DiffBlocks
            : null;

        int[] Number(string[] pieces)
        {
            var numbered = new int[pieces.Length];
            for (var i = 0; i < pieces.Length; i++)
            {
                if (!numbers.TryGetValue(pieces[i], out numbered[i]))
                {
                    numbers.Add(pieces[i], numbered[i] = numbers.Count);
                }
            }

            return numbered;
        }
    }

    /// <summary>Pieces that need no cutting, for what stands for a text.</summary>
    private sealed class GivenPieces(string[] left, string[] right) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == Left ? left : right;
    }
}

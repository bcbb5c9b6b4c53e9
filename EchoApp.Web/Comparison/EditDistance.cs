namespace EchoApp.Web.Comparison;

/// <summary>How many pieces have to be removed and added to make one sequence the other (E. W. Myers, An O(ND) Difference Algorithm, 1986, section 3).</summary>
internal static class EditDistance
{
    /// <summary>Whether that is at most so many. It takes a time that grows with their product with the length, and no more.</summary>
    /// <param name="left">A number for each piece, the same for the same pieces.</param>
    /// <param name="right">The same of the other.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static bool IsWithin(ReadOnlySpan<int> left, ReadOnlySpan<int> right, int most, CancellationToken cancellationToken)
    {
        // How far each diagonal is reached, from -most - 1 to most + 1.
        var reached = new int[(2 * most) + 3];
        var middle = most + 1;
        for (var edits = 0; edits <= most; edits++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var at = middle + diagonal;
                var x = diagonal == -edits || (diagonal != edits && reached[at - 1] < reached[at + 1]) ? reached[at + 1] : reached[at - 1] + 1;
                var y = x - diagonal;
                while (x < left.Length && y < right.Length && left[x] == right[y])
                {
                    x++;
                    y++;
                }

                reached[at] = x;
                if (x >= left.Length && y >= right.Length)
                {
                    return true;
                }
            }
        }

        return false;
    }
}

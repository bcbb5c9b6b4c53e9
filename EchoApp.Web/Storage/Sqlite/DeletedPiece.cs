namespace EchoApp.Web.Storage.Sqlite;

/// <summary>The statements that delete requests a <see cref="Piece"/> at a time.</summary>
internal static class DeletedPiece
{
    /// <summary>The statement that deletes it.</summary>
    /// <param name="which">A condition on <c>requests r</c>.</param>
    public static string Of(string which) => $"DELETE FROM requests WHERE position IN ({Positions(which)})";

    /// <summary>The statement that counts those of it that are there to be seen.</summary>
    /// <param name="which">A condition on <c>requests r</c>.</param>
    public static string CountOf(string which) => $"SELECT count(*) FROM requests r WHERE r.position IN ({Positions(which)}) AND {RequestTable.IsThere}";

    private static string Positions(string which) => $"""
        SELECT position FROM (
            SELECT position, sum(length(head) + length(body)) OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM requests r WHERE {which} ORDER BY position LIMIT {Piece.MostRows})
        WHERE before IS NULL OR before < {Piece.MostBytes}
        """;
}

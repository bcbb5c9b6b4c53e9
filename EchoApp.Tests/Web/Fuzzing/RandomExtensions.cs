namespace EchoApp.Tests.Web.Fuzzing;

internal static class RandomExtensions
{
    public static bool OneIn(this Random random, int count) => random.Next(count) == 0;

    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}

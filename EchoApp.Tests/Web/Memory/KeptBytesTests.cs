using EchoApp.Web.Memory;
using Xunit;

namespace EchoApp.Tests.Web.Memory;

public sealed class KeptBytesTests
{
    private const int Step = 64 * 1024;
    private const int Capacity = 1024 * 1024;

    [Theory]
    [InlineData(1, 10)]
    [InlineData(4096, 1)]
    [InlineData(4097, 1)]
    [InlineData(100, 2000)]
    [InlineData(Step, 5)]
    public void Append_InPieces_KeepsThemInOrder(int length, int count)
    {
        var memory = Memory(long.MaxValue);
        using var hold = new RequestHold(memory);
        var kept = hold.Keep();
        var random = new Random(1);
        var expected = new byte[length * count];
        random.NextBytes(expected);
        foreach (var piece in expected.Chunk(length))
        {
            kept.Append(piece);
        }

        Assert.Equal(expected, kept.Written.ToArray());
        Assert.False(kept.IsShort);
        Assert.Equal(expected.Length <= 4096 ? 0 : 2 * ((expected.Length + Step - 1) / Step * Step), memory.Budget.Used);
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(2 * Step, Step)]
    [InlineData((5 * Step) + 100, 2 * Step)]
    public void Append_BeyondTheBudget_KeepsWhatThereIsMemoryFor(int budget, int expected)
    {
        var memory = Memory(budget);
        using var hold = new RequestHold(memory);
        var kept = hold.Keep();
        for (var i = 0; i < 300; i++)
        {
            kept.Append(new byte[1024]);
        }

        Assert.Equal(expected, kept.Written.Length);
        Assert.True(kept.IsShort);
        Assert.True(memory.Budget.Shortages > 0);
        Assert.True(memory.Budget.Used <= budget);
    }

    [Fact]
    public void Append_BeyondTheCapacity_IsCutThere()
    {
        using var hold = new RequestHold(Memory(long.MaxValue));
        var kept = hold.Keep();
        kept.Append(new byte[2 * Capacity]);

        Assert.Equal(Capacity, kept.Written.Length);
        Assert.True(kept.IsShort);
    }

    [Fact]
    public void Slot_UsedByAnotherBefore_IsEmptyAndItsMemoryGivenBack()
    {
        var memory = Memory(long.MaxValue);
        var secret = Enumerable.Repeat((byte)'s', 300_000).ToArray();
        for (var i = 0; i < 20; i++)
        {
            using (var hold = new RequestHold(memory))
            {
                var kept = hold.Keep();
                kept.Append(secret);
                Assert.Equal(secret, kept.Written.ToArray());
                kept.Clear();
                kept.Append("short"u8);
            }

            Assert.Equal(0, memory.Budget.Used);
            Assert.True(memory.Kept.TryRent(out var slot));
            Assert.False(slot.GetSpan().ContainsAnyExcept((byte)0));
            memory.Kept.Return(slot, 0);
        }
    }

    [Fact]
    public void Budget_TakenByMany_IsNeverExceededAndComesBackWhole()
    {
        var budget = new MemoryBudget(1000);
        var most = 0L;
        Parallel.For(0, 10_000, i =>
        {
            var bytes = 1 + (i % 300);
            if (budget.TryTake(bytes))
            {
                InterlockedMax(ref most, budget.Used);
                budget.Give(bytes);
            }
        });

        Assert.Equal(0, budget.Used);
        Assert.InRange(most, 1, 1000);
        Assert.False(budget.TryTake(1001));
        Assert.True(budget.TryTake(1000));
        Assert.False(budget.TryTake(1));
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static RequestMemory Memory(long limit) => new(new MemoryBudget(limit), new PageSlots(Capacity), new PageSlots(Capacity));
}

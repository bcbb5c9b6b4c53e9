using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Runtime.CompilerServices;
using EchoApp.Web.Memory;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace EchoApp.Web.Wire;

/// <summary>
/// Stands between a connection's transport and the server's parser. What the server takes is recorded on its way; a client that finishes
/// sending is told to the server only when everything it sent has been looked at, so that it still gets its answers.
/// </summary>
/// <remarks>Reader and pipe in one object: it is on the path of every read.</remarks>
internal sealed class WireConnection : PipeReader, IDuplexPipe
{
    private readonly PipeReader _input;
    private readonly ConnectionContext _connection;
    private ReadOnlySequence<byte> _buffer;
    private bool _hasLookedAtAll;
    private volatile bool _isWaitedForNoMore;
    private long _lookedAt;

    /// <param name="connection">The connection.</param>
    /// <param name="isShown">Whether anybody is shown what is recorded. It is recorded in any case: the framing is judged by it.</param>
    /// <param name="budget">What heads that are not short are counted in.</param>
    public WireConnection(ConnectionContext connection, bool isShown, MemoryBudget budget)
    {
        _connection = connection;
        _input = connection.Transport.Input;
        Output = connection.Transport.Output;
        IsShown = isShown;
        Recorder = new WireRecorder(budget);
    }

    public PipeReader Input => this;

    public PipeWriter Output { get; }

    public string Id => _connection.ConnectionId;

    public EndPoint? RemoteEndPoint => _connection.RemoteEndPoint;

    public EndPoint? LocalEndPoint => _connection.LocalEndPoint;

    public WireRecorder Recorder { get; }

    public bool IsShown { get; }

    /// <summary>Runs the connection through this, and undoes it at the end.</summary>
    public async Task RunAsync(ConnectionDelegate next)
    {
        var transport = _connection.Transport;
        var closed = _connection.ConnectionClosed;
        var isStopping = _connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var gone = new CancellationTokenSource();
        await using var registration = closed.UnsafeRegister(_ => CancelUnlessHalfClosed(gone), null);
        _connection.Transport = this;
        _connection.ConnectionClosed = gone.Token;
        try
        {
            await next(_connection);
            await Lingering.DrainAsync(_input, isExpected: Recorder.IsInRequest, closed, isStopping);
        }
        finally
        {
            _input.Complete();
            _connection.Transport = transport;
            _connection.ConnectionClosed = closed;
            Recorder.Release();
        }
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = _input.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? new(Look(read.Result)) : LookAsync(read);
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!_input.TryRead(out result))
        {
            return false;
        }

        result = Look(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        // Where it refuses trailers as too long, the server says nothing of where it is.
        if (consumed.GetObject() is null)
        {
            consumed = examined = _buffer.Start;
        }

        try
        {
            Record(consumed, examined);
        }
        finally
        {
            _buffer = default;
            _input.AdvanceTo(consumed, examined);
        }
    }

    /// <summary>Ends the reading of a body that is being waited for: its reader gets an exception, and can still answer.</summary>
    public void EndWaiting()
    {
        _isWaitedForNoMore = true;
        _input.CancelPendingRead();
    }

    public override void CancelPendingRead() => _input.CancelPendingRead();

    /// <summary>The server takes no more. What is still to come is read at the connection's end.</summary>
    public override void Complete(Exception? exception = null)
    {
    }

    private void Record(SequencePosition consumed, SequencePosition examined)
    {
        var end = _buffer.End;
        var takesAll = consumed.Equals(end);
        var taken = takesAll ? _buffer : _buffer.Slice(0, consumed);
        var rest = takesAll ? default : _buffer.Slice(consumed);
        _hasLookedAtAll = takesAll || examined.Equals(end);
        _lookedAt = 0;
        if (!takesAll && _hasLookedAtAll)
        {
            _lookedAt = rest.Length;
            Recorder.Leave(rest);
        }
        else
        {
            Recorder.Untaken.Clear();
        }

        Recorder.Take(taken);
        if (!_hasLookedAtAll)
        {
            Recorder.Stop(rest);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> LookAsync(ValueTask<ReadResult> read) => Look(await read);

    private ReadResult Look(in ReadResult result)
    {
        _buffer = result.Buffer;
        if (_isWaitedForNoMore)
        {
            throw Leave("The client was waited for too long.");
        }

        Recorder.Look(_buffer);
        if (!result.IsCompleted)
        {
            return result;
        }

        if (!result.Buffer.IsEmpty && !(_hasLookedAtAll && _lookedAt == result.Buffer.Length))
        {
            return new ReadResult(result.Buffer, result.IsCanceled, isCompleted: false);
        }

        if (Recorder.IsInBody)
        {
            Recorder.IsCutShort = true;
            throw Leave("The client finished sending in the middle of a body.");
        }

        return result;
    }

    /// <summary>Told of an end in a body, the server would close without an answer. This exception leaves it able to give one.</summary>
    private ConnectionAbortedException Leave(string why)
    {
        _input.AdvanceTo(_buffer.Start, _buffer.End);
        return new ConnectionAbortedException(why);
    }

    private void CancelUnlessHalfClosed(CancellationTokenSource gone)
    {
        if (!HalfClose.IsHalfClosed(_connection))
        {
            gone.Cancel();
        }
    }
}

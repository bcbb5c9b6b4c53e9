namespace EchoApp.Web.Inspector.Detail.Answer;

internal enum AnswerKind
{
    /// <summary>It was captured before answers were kept.</summary>
    Unknown,

    /// <summary>The echo of the request, with a status and headers that may be the bin's.</summary>
    Echo,

    /// <summary>What the bin was set to answer.</summary>
    Response,

    /// <summary>What browsers and senders of events ask before they send.</summary>
    HeadersAlone,
}

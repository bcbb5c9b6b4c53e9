using EchoApp.Web.Capture.Providers;
using EchoApp.Web.Capture.Redaction;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Providers;

public sealed class ProviderFinderTests
{
    /// <summary>The provider, the event, and the field lines that it sends.</summary>
    public static TheoryData<string, string?, string> Requests { get; } = new()
    {
        { "GitHub", "push", "User-Agent: GitHub-Hookshot/044aadd\nX-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958\nX-GitHub-Event: push\nX-GitHub-Hook-ID: 292430182\nX-Hub-Signature: sha1=7d38\nX-Hub-Signature-256: sha256=d57c" },
        { "Gogs", "push", "X-Github-Delivery: f6266f16\nX-Github-Event: push\nX-Gogs-Delivery: f6266f16\nX-Gogs-Event: push\nX-Gogs-Signature: 1921" },
        { "Gitea", "pull_request", "X-GitHub-Event: pull_request\nX-Gogs-Event: pull_request\nX-Gitea-Event: pull_request\nX-Gitea-Event-Type: pull_request_review_approved\nX-Gitea-Signature: 1921\nX-Hub-Signature-256: sha256=1921" },
        { "Forgejo", "push", "X-GitHub-Event: push\nX-Gogs-Event: push\nX-Gitea-Event: push\nX-Forgejo-Event: push\nX-Forgejo-Signature: 1921\nX-Hub-Signature-256: sha256=1921" },
        { "GitLab", "Push Hook", "User-Agent: GitLab/18.0.0\nX-Gitlab-Event: Push Hook\nX-Gitlab-Token: t\nX-Gitlab-Webhook-UUID: 13792a34\nwebhook-id: f0ad\nwebhook-timestamp: 1\nwebhook-signature: v1,a" },
        { "Bitbucket", "repo:push", "User-Agent: Bitbucket-Webhooks/2.0\nX-Event-Key: repo:push\nX-Hook-UUID: 5eb3\nX-Request-UUID: 9c1a\nX-Attempt-Number: 1\nX-Hub-Signature: sha256=a" },
        { "Atlassian", null, "X-Atlassian-Webhook-Identifier: 1721-a\nX-Atlassian-Webhook-Flow: Primary\nX-Hub-Signature: sha256=a" },
        { "Stripe", null, "User-Agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)\nStripe-Signature: t=1492774577,v1=5257" },
        { "Slack", null, "X-Slack-Signature: v0=a2114d57\nX-Slack-Request-Timestamp: 1531420618" },
        { "Slack", null, "X-Slack-Request-Timestamp: 1531420618" },
        { "Shopify", "orders/paid", "X-Shopify-Topic: orders/paid\nX-Shopify-Hmac-Sha256: XWmr=\nX-Shopify-Shop-Domain: a.myshopify.com" },
        { "Shopify", null, "X-Shopify-Hmac-Sha256: XWmr=" },
        { "SendGrid", null, "X-Twilio-Email-Event-Webhook-Signature: MFCG\nX-Twilio-Email-Event-Webhook-Timestamp: 1600112502" },
        { "SendGrid", null, "X-Twilio-Email-Event-Webhook-Signature: MFCG\nX-Twilio-Signature: 0/KC\nI-Twilio-Idempotency-Token: 8d52" },
        { "Twilio", null, "User-Agent: TwilioProxy/1.1\nX-Twilio-Signature: 0/KC\nI-Twilio-Idempotency-Token: 8d52" },
        { "Twilio", null, "I-Twilio-Idempotency-Token: 8d52" },
        { "Paddle", null, "Paddle-Signature: ts=1671552777;h1=eb4d" },
        { "PayPal", null, "PAYPAL-TRANSMISSION-ID: 69cd\nPAYPAL-TRANSMISSION-SIG: thy4\nPAYPAL-AUTH-ALGO: SHA256withRSA" },
        { "Square", null, "x-square-hmacsha256-signature: 2kRE\nsquare-environment: Production" },
        { "Discord", null, "User-Agent: Discord-Interactions/1.0 (+https://discord.com)\nX-Signature-Ed25519: 1e2f\nX-Signature-Timestamp: 1700000000" },
        { "Linear", "Issue", "Linear-Delivery: 234d\nLinear-Event: Issue\nLinear-Signature: 766e" },
        { "Linear", null, "Linear-Signature: 766e" },
        { "Zoom", null, "x-zm-request-timestamp: 1739923528\nx-zm-signature: v0=a2" },
        { "Sentry", "event_alert", "Request-ID: 9c1a\nSentry-Hook-Resource: event_alert\nSentry-Hook-Timestamp: 1\nSentry-Hook-Signature: a" },
        { "Vercel", null, "x-vercel-signature: bd8a" },
        { "Meta", null, "User-Agent: facebookexternalua\nX-Hub-Signature-256: sha256=a" },
        { "Meta", null, "User-Agent: Webhooks/1.0 (https://fb.me/webhooks)\nX-Hub-Signature: sha1=a" },
        { "Meta", null, "User-Agent: Webhooks/1.1 (https://fb.me/webhooks)\nX-Hub-Signature: sha1=a\nX-Hub-Signature-256: sha256=a" },
        { "Azure Event Grid", "Notification", "aeg-event-type: Notification\naeg-subscription-name: ORDERS\naeg-delivery-count: 0\nContent-Type: application/json; charset=utf-8" },
        { "Azure Event Grid", null, "aeg-subscription-name: ORDERS\nContent-Type: application/cloudevents+json; charset=utf-8" },
        { "Amazon SNS", "SubscriptionConfirmation", "x-amz-sns-message-type: SubscriptionConfirmation\nx-amz-sns-message-id: 165545c9\nx-amz-sns-topic-arn: arn:aws:sns:us-west-2:123456789012:MyTopic\nUser-Agent: Amazon Simple Notification Service Agent" },
        { "Svix", null, "svix-id: msg_p5jX\nsvix-timestamp: 1614265330\nsvix-signature: v1,g0hM" },
        { "Svix", null, "svix-id: msg_p5jX\nsvix-signature: v1,g0hM\nwebhook-id: msg_p5jX\nwebhook-timestamp: 1614265330\nwebhook-signature: v1,g0hM" },
        { "Standard Webhooks", null, "webhook-id: msg_2KWP\nwebhook-timestamp: 1674087231\nwebhook-signature: v1,K5oZ" },
        { "CloudEvents", "com.example.someevent", "ce-specversion: 1.0\nce-type: com.example.someevent\nce-id: 1234\nce-source: /a\nContent-Type: application/json" },
        { "CloudEvents", null, "Content-Type: application/cloudevents+json; charset=UTF-8" },
        { "CloudEvents", null, "Content-Type: Application/CloudEvents-Batch+JSON" },
        { "GitHub", "push", "X-GitHub-Event: push\nce-specversion: 1.0\nce-type: com.github.push" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Find_OfWhatAProviderSends_NamesItWithItsEventInAnyCaseOfTheNames(string provider, string? named, string fields)
    {
        foreach (var sent in (string[])[fields, Renamed(fields, name => name.ToUpperInvariant()), Renamed(fields, name => name.ToLowerInvariant())])
        {
            Assert.Equal(new Provider(provider, named), Find(sent));
        }
    }

    [Theory]
    [InlineData("User-Agent: curl/8.5.0\nContent-Type: application/json\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("X-Hub-Signature-256: sha256=a\nX-Hub-Signature: sha1=a\nLink: <https://hub.example/>; rel=\"hub\"")]
    [InlineData("X-Hub-Signature-256: sha256=a\nUser-Agent: Mozilla/5.0 facebookexternalua")]
    [InlineData("X-Hub-Signature-256: sha256=a\nUser-Agent: Webhooks/1.0")]
    [InlineData("User-Agent: facebookexternalua")]
    [InlineData("User-Agent: GitHub-Hookshot/044aadd")]
    [InlineData("X-GitHub-Delivery: 72d3162e\nX-GitHub-Events: push")]
    [InlineData("X-GitHub-Event:")]
    [InlineData("X-Event-Key: repo:push\nX-Request-Id: 1")]
    [InlineData("X-Hook-UUID: 5eb3")]
    [InlineData("X-Signature-Ed25519: 1e2f")]
    [InlineData("X-Signature-Timestamp: 1700000000\nX-Signature: 1e2f")]
    [InlineData("svix-id: msg_p5jX")]
    [InlineData("webhook-id: msg_2KWP\nwebhook-timestamp: 1674087231")]
    [InlineData("ce-type: com.example.someevent\nce-id: 1")]
    [InlineData("Content-Type: application/cloudevents")]
    [InlineData("Content-Type: application/cloudevents-like+json")]
    [InlineData("Content-Type: multipart/related; type=\"application/cloudevents+json\"")]
    public void Find_OfWhatOnlyLooksLikeOne_IsNull(string fields) => Assert.Null(Find(fields));

    [Theory]
    [InlineData("X-GitHub-*")]
    [InlineData("x-github-event")]
    public void Find_WhereTheFieldOfTheEventIsHidden_KeepsTheEventOnlyWhereAllIsKept(string hidden)
    {
        const string Fields = "X-GitHub-Event: hunter2";

        Assert.Equal(new Provider("GitHub", null), Find(Fields, isRaw: false, hidden));
        Assert.Equal(new Provider("GitHub", "hunter2"), Find(Fields, isRaw: true, hidden));
        Assert.Equal(new Provider("GitHub", "hunter2"), Find(Fields, isRaw: false, "X-Github"));
    }

    [Fact]
    public void Find_WhereAnotherFieldIsHiddenThanThatOfTheEvent_KeepsTheEvent() =>
        Assert.Equal(new Provider("Bitbucket", "repo:push"), Find("X-Event-Key: repo:push\nX-Hook-UUID: 5eb3", isRaw: false, "X-Hook-UUID"));

    [Theory]
    [InlineData("Meta", "User-Agent: facebookexternalua\nX-Hub-Signature: sha1=a", "User-Agent")]
    [InlineData("CloudEvents", "Content-Type: application/cloudevents+json", "content-*")]
    public void Find_ByTheBeginningOfAHiddenValue_DoesNotTellIt(string provider, string fields, string hidden)
    {
        Assert.Null(Find(fields, isRaw: false, hidden));
        Assert.Equal(provider, Find(fields, isRaw: true, hidden)?.Name);
    }

    [Theory]
    [InlineData("push hook~", "push hook~")]
    [InlineData("push\r Authorization: Bearer hunter2", null)]
    [InlineData("push\0", null)]
    [InlineData("push\u007f", null)]
    [InlineData("push\thook", null)]
    [InlineData("p\u00fcsh", null)]
    [InlineData("push\u202e", null)]
    public void Event_WithOtherThanPrintableCharacters_IsNotKept(string value, string? named)
    {
        Assert.Equal(new Provider("GitHub", named), Finder().Find(new HeaderDictionary { ["X-GitHub-Event"] = value }, isRaw: false));
        Assert.Equal(new Provider("GitHub", named), Finder().Find(new HeaderDictionary { ["X-GitHub-Event"] = value }, isRaw: true));
    }

    [Theory]
    [InlineData(199, 199)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    [InlineData(30_000, 200)]
    public void Event_OfAnyLength_IsKeptToItsFirst200Characters(int length, int kept)
    {
        var value = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));

        Assert.Equal(value[..kept], Find($"X-Shopify-Topic: {value}")?.Event);
    }

    [Fact]
    public void Event_InTwoLines_IsNone() => Assert.Equal(new Provider("GitHub", null), Find("X-GitHub-Event: push\nX-GitHub-Event: ping"));

    [Fact]
    public void Rules_AllOfThem_AreTestedAndDocumented()
    {
        using var reader = new StreamReader(typeof(ProviderFinderTests).Assembly.GetManifestResourceStream("bins.md")!);
        var text = reader.ReadToEnd();
        var table = text[text.IndexOf("## Who sent it", StringComparison.Ordinal)..text.IndexOf("## Secrets", StringComparison.Ordinal)];

        Assert.Equal(ProviderRules.All.Select(rule => rule.Provider).Distinct().Order(StringComparer.Ordinal), Requests.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));
        foreach (var rule in ProviderRules.All)
        {
            Assert.Contains(rule.Provider, table, StringComparison.Ordinal);
            Assert.All([.. rule.Fields, rule.Event ?? rule.Fields.FirstOrDefault("Content-Type")], field => Assert.Contains($"`{field}`", table, StringComparison.Ordinal));
        }
    }

    private static ProviderFinder Finder(params string[] hidden) => new(new Redactor(new RedactionOptions { Headers = hidden }, new Fingerprint("a key"u8)));

    private static Provider? Find(string fields, bool isRaw = false, params string[] hidden)
    {
        var headers = new HeaderDictionary();
        foreach (var line in fields.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Append(line[..colon], line[(colon + 1)..].Trim());
        }

        return Finder(hidden).Find(headers, isRaw);
    }

    private static string Renamed(string fields, Func<string, string> rename) => string.Join('\n', fields.Split('\n').Select(line =>
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return rename(line[..colon]) + line[colon..];
    }));
}

using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Capture.Providers;

/// <summary>
/// By what providers are known; the first rule that holds counts. Who sends the fields of others besides its own comes before them, and what many send comes
/// last. docs/bins.md has the same list.
/// </summary>
internal static class ProviderRules
{
    // X-Hub-Signature is what every hub of WebSub sends (section 8), and many others.
    private static readonly string[] _hubSignatures = ["X-Hub-Signature-256", "X-Hub-Signature"];

    private static readonly string[] _metaAgents = ["facebookexternalua", "Webhooks/1.0 (https://fb.me/webhooks)", "Webhooks/1.1 (https://fb.me/webhooks)"];

    public static ImmutableArray<ProviderRule> All { get; } =
    [
        new("Forgejo", ["X-Forgejo-Event"], "X-Forgejo-Event"),
        new("Gitea", ["X-Gitea-Event"], "X-Gitea-Event"),
        new("Gogs", ["X-Gogs-Event"], "X-Gogs-Event"),
        new("GitHub", ["X-GitHub-Event"], "X-GitHub-Event"),
        new("GitLab", ["X-Gitlab-Event"], "X-Gitlab-Event"),
        new("Bitbucket", ["X-Event-Key", "X-Hook-UUID"], "X-Event-Key"),
        new("Atlassian", ["X-Atlassian-Webhook-Identifier"]),
        new("Stripe", ["Stripe-Signature"]),
        new("Slack", ["X-Slack-Signature"]),
        new("Slack", ["X-Slack-Request-Timestamp"]),
        new("Shopify", ["X-Shopify-Topic"], "X-Shopify-Topic"),
        new("Shopify", ["X-Shopify-Hmac-Sha256"]),
        new("SendGrid", ["X-Twilio-Email-Event-Webhook-Signature"]),
        new("Twilio", ["X-Twilio-Signature"]),
        new("Twilio", ["I-Twilio-Idempotency-Token"]),
        new("Paddle", ["Paddle-Signature"]),
        new("PayPal", ["Paypal-Transmission-Id"]),
        new("Square", ["X-Square-Hmacsha256-Signature"]),
        new("Discord", ["X-Signature-Ed25519", "X-Signature-Timestamp"]),
        new("Linear", ["Linear-Event"], "Linear-Event"),
        new("Linear", ["Linear-Signature"]),
        new("Zoom", ["x-zm-signature"]),
        new("Sentry", ["Sentry-Hook-Resource"], "Sentry-Hook-Resource"),
        new("Vercel", ["x-vercel-signature"]),
        .. from signature in _hubSignatures
           from agent in _metaAgents
           select new ProviderRule("Meta", [signature], Start: new FieldStart(HeaderNames.UserAgent, agent)),
        new("Azure Event Grid", ["aeg-event-type"], "aeg-event-type"),
        new("Azure Event Grid", ["aeg-subscription-name"]),
        new("Amazon SNS", ["x-amz-sns-message-type"], "x-amz-sns-message-type"),
        new("Svix", ["svix-id", "svix-signature"]),
        new("Standard Webhooks", ["webhook-id", "webhook-timestamp", "webhook-signature"]),
        new("CloudEvents", ["ce-specversion"], "ce-type"),
        new("CloudEvents", [], Start: new FieldStart(HeaderNames.ContentType, "application/cloudevents+")),
        new("CloudEvents", [], Start: new FieldStart(HeaderNames.ContentType, "application/cloudevents-batch+")),
    ];
}

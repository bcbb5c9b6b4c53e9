namespace EchoApp.Web.Requests;

/// <summary>What the OpenAPI document shows of answers.</summary>
internal static class RequestExamples
{
    private const string Members = """
        "id":"019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f","bin":"orders","method":"POST","target":"/b/orders/paid?access_token=redacted~24~9f86d081884c7d65~4e5f",
        "path":"/b/orders/paid","receivedAt":"2026-11-29T12:30:45.123456Z","status":200,"contentType":"application/json","bodyLength":14,
        "remote":{"address":"203.0.113.7","port":50412},"provider":{"name":"Shopify","event":"orders/paid"},"anomalyCount":0,"redacted":true,
        "traceId":"0af7651916cd43dd8448eb211c80319c","traceUrl":"https://dashboard.example/traces/detail/0af7651916cd43dd8448eb211c80319c",
        "pinned":false,"tags":["seen"]
        """;

    public const string Item = $"{{{Members}}}";

    public const string Page = $$"""{"items":[{{{Members}}}],"next":"p1f"}""";

    public const string Request = $$"""
        {{{Members}},"protocol":"HTTP/1.1","scheme":"http","local":{"address":"192.0.2.1","port":6000},"connection":{"id":"0HNHB5V3C1N2T","request":1},"headLength":161,
        "headRebuilt":false,"headers":[["Host","echo.example:6000"],["Content-Type","application/json"],["Content-Length","14"],["X-Shopify-Topic","orders/paid"]],"trailers":null,
        "body":{"length":14,"kept":14,"form":"received","sha256":"48ff6c5e3d5bd1fd2d4bb5a4c1a3a4a1f0b8b7d5f9f6d6f4a2c3e1f0d9c8b7a6","keyedSha256":null,"milliseconds":0.3,"error":null},
        "anomalies":[],"redactionCount":1,"redactions":[{"place":"query","name":"access_token","length":24,"fingerprint":"9f86d081884c7d65","ending":"4e5f","isCut":false}]}
        """;
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// Lines smuggled into a head by a value with line ends in it (Mailpit CVE-2026-23829, GHSA-54wq-72mp-cq7c): CR, LF and NUL are refused in every value that
/// can be set, and so are characters that become one of them when only their last byte is sent.
/// </summary>
public sealed class HeaderInjectionTests
{
    private static readonly string[] _ends = ["\r\nSet-Cookie: a=b", "\n", "\r", "\0", "\u000b", "\u0085", "\u2028", "\u010a", "\u010d", "\u560a"];

    /// <summary>Settings of a bin with something at the end of one value each.</summary>
    private static readonly (string Name, Func<string, JsonObject> Settings)[] _values =
    [
        ("the name of a header", end => Response(new() { ["headers"] = new JsonObject { [$"X-A{end}"] = "a" } })),
        ("the value of a header", end => Response(new() { ["headers"] = new JsonObject { ["X-A"] = $"a{end}" } })),
        ("Location", end => Response(new() { ["status"] = 302, ["headers"] = new JsonObject { ["Location"] = $"/a{end}" } })),
        ("Set-Cookie", end => Response(new() { ["headers"] = new JsonObject { ["Set-Cookie"] = $"a=b{end}" } })),
        ("contentType", end => Response(new() { ["body"] = "a", ["contentType"] = $"text/plain{end}" })),
        ("a parameter of contentType", end => Response(new() { ["body"] = "a", ["contentType"] = $"text/plain; a=\"b{end}\"" })),
        ("perHeader", end => new() { ["script"] = new JsonObject { ["steps"] = new JsonArray(new JsonObject()), ["perHeader"] = $"X-A{end}" } }),
        ("a step's header", end => new() { ["script"] = new JsonObject { ["steps"] = new JsonArray(Response(new() { ["headers"] = new JsonObject { ["X-A"] = $"a{end}" } })) } }),
        ("cors", end => new() { ["cors"] = $"https://a.example{end}" }),
        ("an origin among others", end => new() { ["cors"] = $"https://a.example{end}, *" }),
    ];

    [Fact]
    public async Task Values_WithLineEndsInThem_AreRefusedWhereverTheyAreSet()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        foreach (var (name, settings) in _values)
        {
            foreach (var end in _ends)
            {
                var json = settings(end).ToJsonString();
                foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, "bins"), (HttpMethod.Patch, "bins/orders")])
                {
                    var (status, detail) = await web.RefusalAsync(method, path, json);
                    Assert.True(status == HttpStatusCode.BadRequest, $"{name}: {json}: {status}");
                    Assert.DoesNotContain(detail, char.IsControl);
                }
            }
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await web.SendAsync(HttpMethod.Post, "bins", "{\"name\":\"a\\r\\nX: b\"}")).Status);
        Assert.Single((await web.GetAsync("bins"))["items"]!.AsArray());
    }

    /// <summary>As is: each of them is refused for what stands at its end.</summary>
    [Fact]
    public async Task Values_WithoutAnyOfThem_AreTaken()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        foreach (var (name, settings) in _values)
        {
            var (status, _) = await web.SendAsync(HttpMethod.Patch, "bins/orders", settings("").ToJsonString());
            Assert.True(status == HttpStatusCode.OK, $"{name}: {status}");
        }
    }

    [Theory]
    [InlineData("Bins__orders__Response__Headers__X-A", "a\r\nSet-Cookie: b", "Bins__orders: response: the header X-A must be text in ASCII without control characters.")]
    [InlineData("Bins__orders__Response__Headers__X-A\nB", "a", "Bins__orders: response: 'X-A\\u000aB' is no name of a header.")]
    [InlineData("Bins__orders__Cors", "https://a.example\n", "Bins__orders: cors must be * or origins such as https://app.example, with commas between them.")]
    public async Task Values_WithLineEndsInTheEnvironment_EndTheStartWithOneLine(string name, string value, string line)
    {
        await using var web = WebProcess.Launch([], (name, value));

        Assert.Equal(1, await web.WaitForExitAsync());
        Assert.Equal($"{line}\n", web.Error);
    }

    /// <summary>What is said back to senders: who may send events, which origin may read, and what a bin is not found by.</summary>
    [Theory]
    [InlineData("GET /b/orders%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /b/orders?a=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("OPTIONS /b/orders HTTP/1.1\r\nHost: a\r\nWebHook-Request-Origin: a\u000bSet-Cookie: a=b\r\n\r\n")]
    [InlineData("OPTIONS /b/orders HTTP/1.1\r\nHost: a\r\nOrigin: https://a\u0085Set-Cookie: a=b\r\nAccess-Control-Request-Method: \u0001\r\n\r\n")]
    public async Task Answers_ToWhatHasLineEndsInIt_HaveNoLineOfTheSenders(string request)
    {
        await using var web = await BinnedWeb.StartAsync(("Bins__orders__CloudEvents", "true"), ("Bins__orders__Cors", "https://a, *"), ("Bins__orders__Response__Headers__X-A", "a"));

        var answer = await web.ExchangeAsync(request);

        Assert.Contains(answer.Status, (int[])[200, 400, 404]);
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.True(Encoding.Latin1.GetBytes(answer.Head).All(each => each is (>= 0x20 and < 0x7f) or (byte)'\r' or (byte)'\n'), answer.Head);
        Assert.Empty(web.Process.Faults);
    }

    private static JsonObject Response(JsonObject response) => new() { ["response"] = response };
}

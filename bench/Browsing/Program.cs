using System.Globalization;
using System.Text.Json;
using Browsing;

if (args is not [var pages, var echo, var bin, var rounds])
{
    Console.Error.WriteLine("Browsing PAGES ECHO BIN ROUNDS: measures the inspector in /usr/bin/chromium, and prints figures as JSON.");
    return 2;
}

await using var browser = await Inspector.StartAsync(new Uri(pages), new Uri(echo), bin);
var count = int.Parse(rounds, CultureInfo.InvariantCulture);
var figures = new Dictionary<string, double[]>
{
    // In turns: what slows the machine for a while slows both.
    ["paint"] = [],
    ["plainPaint"] = [],
    ["shift"] = [],
};
for (var round = 0; round < count; round++)
{
    var (paint, shift) = await browser.PaintAsync($"/inspect/{bin}");
    var (plain, _) = await browser.PaintAsync("/next");
    figures["paint"] = [.. figures["paint"], paint];
    figures["shift"] = [.. figures["shift"], shift];
    figures["plainPaint"] = [.. figures["plainPaint"], plain];
}

figures["bytes"] = [await browser.BytesAsync()];
figures["arrival"] = await browser.ArriveAsync(count * 10);
figures["frames"] = await browser.ScrollAsync();
Console.WriteLine(JsonSerializer.Serialize(figures));
return 0;

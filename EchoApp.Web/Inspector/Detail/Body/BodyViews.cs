using EchoApp.Web.Reading.Bodies;
namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>The ways to look at a body that suit what it is, the best first.</summary>
internal static class BodyViews
{
    public const string Image = "image";
    public const string Multipart = "multipart";
    public const string Json = "json";
    public const string Form = "form";
    public const string Xml = "xml";
    public const string Text = "text";
    public const string Hex = "hex";
    public const string DecodedHex = "hex-decoded";

    /// <param name="body">The body.</param>
    /// <param name="viewing">What is looked at.</param>
    /// <param name="faults">Where it is added why a view is not among them that its type promises.</param>
    public static IReadOnlyList<OfferedView> Of(StoredBody body, BodyViewing viewing, List<string> faults)
    {
        List<OfferedView> views = [];
        if (ImageFormat.Find(body.Content.Kept.Span) is { } image)
        {
            views.Add(new(Image, "Image", () => new Inspector_Detail_Body_Image { Model = new($"{viewing.Path}/image", image) }));
        }

        if (body.Content.Parts is { } parts)
        {
            views.Add(new(Multipart, "Parts", () => new Inspector_Detail_Body_PartList { Model = PartPage.Of(parts, viewing) }));
        }

        if (body.Content.Json is { } json)
        {
            views.Add(new(Json, "JSON", () => new Inspector_Detail_Body_JsonTree { Model = new(JsonTree.Read(json.Span), viewing.PathOf(Text)) }));
        }

        if (body.Type.IsForm && body.Content.Form is not null)
        {
            views.Add(new(Form, "Form", () => new Inspector_Detail_Body_FormTable { Model = FormPage.Of(body, viewing) }));
        }

        AddXml(views, body, viewing, faults);
        AddBytes(views, body, viewing);
        return views;
    }

    private static void AddXml(List<OfferedView> views, StoredBody body, BodyViewing viewing, List<string> faults)
    {
        var isClaimed = XmlOutline.IsXml(body.Type.MediaType);
        if (!isClaimed && body.Content.Text?.Span.StartsWith("<?xml "u8) != true)
        {
            return;
        }

        var (text, isWhole, fault) = XmlOutline.Read(body.Text.Span, body.IsCut || body.Content.Truncated);
        if (fault is null)
        {
            views.Add(new(Xml, "XML", () => new Inspector_Detail_Body_Xml { Model = new(text, isWhole, viewing.PathOf(Text)) }));
        }
        else if (isClaimed)
        {
            faults.Add(fault);
        }
    }

    private static void AddBytes(List<OfferedView> views, StoredBody body, BodyViewing viewing)
    {
        var text = new OfferedView(Text, "Text", () => new Inspector_Detail_Body_Text { Model = TextPage.Of(body.Text, viewing) });
        var hex = new OfferedView(Hex, "Hex", () => new Inspector_Detail_Body_Hex { Model = HexPage.Of(body.Raw, viewing, Hex) });
        views.AddRange(body.Content.Text is not null || body.Type.IsText ? [text, hex] : [hex, text]);
        if (body.Decoded is { Kept: var decoded })
        {
            views.Add(new(DecodedHex, "Hex, decoded", () => new Inspector_Detail_Body_Hex { Model = HexPage.Of(decoded, viewing, DecodedHex) }));
        }
    }
}

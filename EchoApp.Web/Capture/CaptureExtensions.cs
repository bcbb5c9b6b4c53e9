using System.Text;
using EchoApp.Web.Access;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Capture;

internal static class CaptureExtensions
{
    /// <exception cref="StartupException">The settings make no sense.</exception>
    public static WebApplicationBuilder AddCapture(this WebApplicationBuilder builder)
    {
        var isShared = builder.Configuration.HasSharedStore();
        builder.Services.AddSingleton(CaptureOptionsReader.Read(builder.Configuration));
        builder.Services.AddTransient<IConfigureOptions<RedactionOptions>, RedactionOptionsBinder>();
        builder.Services.AddOptions<RedactionOptions>().ValidateOnStart();
        builder.Services.AddSingleton(provider => new Fingerprint(
            Encoding.UTF8.GetBytes(FingerprintKey.Read(builder.Configuration, provider.GetRequiredService<DataDirectory>(), isShared))));
        builder.Services.AddSingleton(provider => new Redactor(provider.GetRequiredService<IOptions<RedactionOptions>>().Value, provider.GetRequiredService<Fingerprint>()));
        builder.Services.AddSingleton<QueryRedactor>(provider =>
        {
            var redactor = provider.GetRequiredService<Redactor>();
            return request => LoginApi.HasCode(request) || QueryInput.IsIn(request) ? null : redactor.RedactTarget(request.QueryString.Value!);
        });
        builder.Services.AddSingleton<RequestCapturer>();
        return builder;
    }
}

using EchoApp.Web.Access;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>What every <see cref="LiveStream"/> needs.</summary>
internal sealed record LiveServices(IStore Store, ChangeFeed Feed, AccessRules Access, IHostApplicationLifetime Lifetime, TimeProvider Time);

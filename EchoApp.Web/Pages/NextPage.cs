namespace EchoApp.Web.Pages;

internal static class NextPage
{
    private const string Image = "echoapp";
    private const string Registry = "registry.example.com";
    private static readonly string _publish = $"dotnet publish EchoApp.Web -c Release -r linux-x64 -t:PublishContainer";
    private static readonly string _remote = $"{Registry}/team/{Image}:{ProductVersion.Short}";

    public static Html Render() => PageLayout.Render("next", "EchoApp: publish the container", Html.Of($"""
        <section class="hero">
        <div>
        <h1>Publish the container</h1>
        <p class="lead">From source to a registry in five steps. The .NET SDK builds the image: there is no Dockerfile.</p>
        </div>
        </section>
        <ol class="steps">
        {Step("Run it", "From a clone, with nothing but the .NET SDK. The app host starts the service and prints where it listens.",
            CommandBlock.Render("dotnet run --project EchoApp.AppHost"))}
        {Step("Build the image", $"Self-contained, trimmed, compiled ahead, not root. It lands in your container engine as {Image}:latest.",
            CommandBlock.Render(_publish))}
        {Step("Run the container", "The echo on 6000, these pages on 5000.",
            CommandBlock.Render($"docker run --rm -p 6000:6000 -p 5000:5000 {Image}", "curl http://localhost:6000/"))}
        {Step("Tag and push", "Put your registry in the place of this one, and log in to it first.",
            CommandBlock.Render($"docker tag {Image} {_remote}", $"docker push {_remote}"))}
        {Step("Or push without an engine", "The SDK can write to the registry itself, as a build machine would, with the credentials of docker login.",
            CommandBlock.Render(
                $"{_publish} -p:ContainerRegistry={Registry} -p:ContainerRepository=team/{Image} -p:ContainerImageTag={ProductVersion.Short}"))}
        </ol>
        <section class="split">
        <div>
        <h2>Is it healthy?</h2>
        <p>The image holds no shell and no curl. The app asks itself, and its exit code is the answer.</p>
        </div>
        {CommandBlock.Render(
            $"docker run -d --name echo -p 6000:6000 -p 5000:5000 {Image}",
            "docker exec echo /app/EchoApp.Web healthcheck")}
        </section>
        """));

    private static Html Step(string title, string text, Html commands) => Html.Of($"""
        <li>
        <div><h2>{title}</h2><p>{text}</p></div>
        {commands}
        </li>
        """);
}

namespace EchoApp.Web.Pages;

internal static class NextPage
{
    private const string Image = "echoapp-web";
    private const string Registry = "registry.example.com";
    private const string Publish = "dotnet publish EchoApp.Web -c Release \\\n    -r linux-x64 -t:PublishContainer";
    private static readonly string _remote = $"{Registry}/team/{Image}:{ProductVersion.Short}";

    public static Html Render() => PageLayout.Render("next", "EchoApp: publish the container", Html.Of($"""
        <section class="hero">
        <div>
        <h1>Publish the container</h1>
        <p class="lead">From source to a registry, step by step. The .NET SDK builds the image: there is no Dockerfile.</p>
        </div>
        <dl class="facts">
        {Fact("Image", $"{Image}:latest")}
        {Fact("Ports", "6000 echo, 5000 pages")}
        {Fact("Base", ".NET runtime-deps, chiseled")}
        {Fact("User", "app, not root")}
        {Fact("Shell", "none")}
        </dl>
        </section>
        <ol class="steps">
        {Step("Run it", "From a clone, with nothing but the .NET SDK. The app host starts the service and prints where it listens.",
            CommandBlock.Render("dotnet run --project EchoApp.AppHost"))}
        {Step("Build the image", $"Self-contained, trimmed, compiled ahead, not root. It lands in your container engine as {Image}:latest. The base image comes from its registry.",
            CommandBlock.Render(Publish))}
        {Step("Run the container", "The echo on 6000, these pages on 5000.",
            CommandBlock.Render($"docker run --rm -p 6000:6000 -p 5000:5000 {Image}", "curl http://localhost:6000/"))}
        {Step("Tag and push", "Put your registry in the place of this one, and log in to it first.",
            CommandBlock.Render($"docker tag {Image} \\\n    {_remote}", $"docker push {_remote}"))}
        {Step("Or push without an engine", "The SDK can write to the registry itself, as a build machine would, with the credentials of docker login.",
            CommandBlock.Render(
                $"{Publish} \\\n    -p:ContainerRegistry={Registry} \\\n    -p:ContainerRepository=team/{Image} \\\n    -p:ContainerImageTag={ProductVersion.Short}"))}
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

    private static Html Fact(string name, string value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Html Step(string title, string text, Html commands) => Html.Of($"""
        <li>
        <div><h2>{title}</h2><p>{text}</p></div>
        {commands}
        </li>
        """);
}

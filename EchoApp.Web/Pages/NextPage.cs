namespace EchoApp.Web.Pages;

internal static class NextPage
{
    private const string Registry = "registry.example.com";
    private static readonly string _image = $"echoapp-web:{ProductVersion.ImageTag}";
    private static readonly string _remote = $"{Registry}/team/{_image}";

    public static Html Render() => PageLayout.Render("next", "EchoApp: publish the container", "How EchoApp goes from source to a container image, a registry and a deployment, command by command.", Html.Of($"""
        <section class="hero">
        <div>
        <h1>Publish the container</h1>
        <p class="lead">From source to a registry, step by step. The .NET SDK builds the image: there is no Dockerfile.</p>
        </div>
        <dl class="facts">
        {Fact("Image", _image)}
        {Fact("Ports", "6000 echo, 5000 pages")}
        {Fact("Base", ".NET runtime-deps, chiseled")}
        {Fact("User", "app, not root")}
        {Fact("Shell", "none")}
        </dl>
        </section>
        <ol class="steps">
        {Step("Run it", "From a clone, with nothing but the .NET SDK. The app host starts the service, and prints the link to its dashboard. Ctrl+C ends it, and frees the ports for what follows.",
            CommandBlock.Render("dotnet run --project EchoApp.AppHost"))}
        {Step("Build the image", "Self-contained, trimmed, compiled ahead, not root. It lands in your container engine, tagged with the version and the commit. The base image comes from its registry.",
            CommandBlock.Render("dotnet publish EchoApp.Web -t:PublishContainer"))}
        {Step("Run the container", "In the background: the echo on 6000, these pages on 5000.",
            CommandBlock.Render($"docker run --rm -d --name echo \\\n  -p 6000:6000 -p 5000:5000 \\\n  {_image}", "curl http://localhost:6000/"))}
        {Step("Is it healthy?", "The image holds no shell and no curl. The app asks itself, and its exit code is the answer. Once stopped, the container is gone.",
            CommandBlock.Render("docker exec echo /home/app/EchoApp.Web healthcheck", "docker stop echo"))}
        {Step("Tag and push", "Put your registry in the place of this one, and log in to it first.",
            CommandBlock.Render($"docker tag {_image} \\\n  {_remote}", $"docker push \\\n  {_remote}"))}
        {Step("Or push without an engine", "AppHost.cs knows what to build. The Aspire CLI is a tool of the repository; the SDK writes to the registry itself, with the credentials of docker login.",
            CommandBlock.Render(
                "dotnet tool restore",
                $"dotnet aspire do push -- \\\n  --Parameters:registry-endpoint={Registry} \\\n  --Parameters:registry-repository=team"))}
        {Step("Deploy with Docker Compose", "The compose file, the image, the values, the database on its volume: written, built and brought up until all of it is healthy.",
            CommandBlock.Render("dotnet aspire deploy", "dotnet aspire destroy"))}
        </ol>
        """));

    private static Html Fact(string name, string value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Html Step(string title, string text, Html commands) => Html.Of($"""
        <li>
        <div><h2>{title}</h2><p>{text}</p></div>
        {commands}
        </li>
        """);
}

namespace EchoApp.Web.Pages;

/// <summary>How the container is published, step by step.</summary>
internal sealed record NextModel(IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<NextStep> Steps)
{
    private const string Registry = "registry.example.com";
    private static readonly string _image = $"echoapp-web:{ProductVersion.ImageTag}";
    private static readonly string _remote = $"{Registry}/team/{_image}";

    public static NextModel Current { get; } = new(
        [
            ("Image", _image),
            ("Ports", "6000 echo, 5000 pages"),
            ("Base", ".NET runtime-deps, chiseled"),
            ("User", "app, not root"),
            ("Shell", "none"),
        ],
        [
            new("Run it", "From a clone, with nothing but the .NET SDK. The app host starts the service, and prints the link to its dashboard. Ctrl+C ends it, and frees the ports for what follows.",
                "dotnet run --project EchoApp.AppHost"),
            new("Build the image", "Self-contained, trimmed, compiled ahead, not root. It lands in your container engine, tagged with the version and the commit. The base image comes from its registry.",
                "dotnet publish EchoApp.Web -t:PublishContainer"),
            new("Run the container", "In the background: the echo on 6000, these pages on 5000.",
                $"docker run --rm -d --name echo \\\n  -p 6000:6000 -p 5000:5000 \\\n  {_image}", "curl http://localhost:6000/"),
            new("Is it healthy?", "The image holds no shell and no curl. The app asks itself, and its exit code is the answer. Once stopped, the container is gone.",
                "docker exec echo /home/app/EchoApp.Web healthcheck", "docker stop echo"),
            new("Tag and push", "Put your registry in the place of this one, and log in to it first.",
                $"docker tag {_image} \\\n  {_remote}", $"docker push \\\n  {_remote}"),
            new("Or push without an engine", "AppHost.cs knows what to build. The Aspire CLI is a tool of the repository; the SDK writes to the registry itself, with the credentials of docker login.",
                "dotnet tool restore", $"dotnet aspire do push -- \\\n  --Parameters:registry-endpoint={Registry} \\\n  --Parameters:registry-repository=team"),
            new("Deploy with Docker Compose", "The compose file, the image, the values, the database on its volume: written, built and brought up until all of it is healthy.",
                "dotnet aspire deploy", "dotnet aspire destroy"),
        ]);
}

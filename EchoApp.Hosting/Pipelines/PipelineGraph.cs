using Aspire.Hosting;
using EchoApp.Hosting.CommandLine;

namespace EchoApp.Hosting.Pipelines;

/// <summary>The steps of a pipeline, ordered so that each comes after all that it depends on.</summary>
internal sealed class PipelineGraph
{
    private readonly Dictionary<string, PipelineStep> _steps = [];
    private readonly Dictionary<string, List<string>> _dependencies = [];
    private readonly HashSet<string> _gathering = [];

    /// <exception cref="DistributedApplicationException">Two steps have one name, a name belongs to no step, or steps depend on each other in a circle.</exception>
    public PipelineGraph(IEnumerable<PipelineStep> steps)
    {
        foreach (var step in steps)
        {
            if (!_steps.TryAdd(step.Name, step))
            {
                throw new DistributedApplicationException($"There are two pipeline steps named '{step.Name}'. Each needs a name of its own.");
            }

            _dependencies[step.Name] = [.. step.DependsOn];
        }

        foreach (var step in _steps.Values)
        {
            Array.ForEach([.. step.DependsOn], name => Known(name, step));
            foreach (var name in step.RequiredBy)
            {
                _dependencies[Known(name, step)].Add(step.Name);
                _gathering.Add(name);
            }
        }

        Steps = Sort(_steps.Keys);
    }

    public IReadOnlyList<PipelineStep> Steps { get; }

    public IReadOnlyList<string> DependenciesOf(PipelineStep step) => _dependencies[step.Name];

    /// <summary>The step and all that it depends on, in order.</summary>
    /// <exception cref="DistributedApplicationException">There is no such step, or it has nothing to do.</exception>
    public IReadOnlyList<PipelineStep> For(string name)
    {
        var step = _steps.GetValueOrDefault(name) ?? throw new DistributedApplicationException(
            $"There is no pipeline step '{name}'.{Suggestion(name)} 'do {KnownSteps.Diagnostics}' lists the steps.");
        return step.Action is not null || _gathering.Contains(name) || step.DependsOn.Any(each => _steps[each].Action is not null)
            ? Sort([name])
            : throw new DistributedApplicationException(
                $"There is nothing for the step '{name}' to do: no step of this application belongs to it. {step.WayIn ?? $"'do {KnownSteps.Diagnostics}' lists the steps."}");
    }

    private string Known(string name, PipelineStep step) => _steps.ContainsKey(name) ? name : throw new DistributedApplicationException(
        $"The pipeline step '{step.Name}' names a step '{name}', which does not exist.{Suggestion(name)}");

    private string Suggestion(string name) => Spelling.Closest(name, _steps.Keys) is { } close ? $" Did you mean '{close}'?" : "";

    private HashSet<string> Reachable(IEnumerable<string> roots)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(roots);
        while (open.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                _dependencies[name].ForEach(open.Push);
            }
        }

        return reached;
    }

    private List<PipelineStep> Sort(IReadOnlyCollection<string> roots)
    {
        var reachable = Reachable(roots);
        var sorted = new List<PipelineStep>();
        var done = new HashSet<string>();
        var path = new List<string>();
        foreach (var root in roots)
        {
            Visit(root);
        }

        return sorted;

        void Visit(string name)
        {
            if (path.IndexOf(name) is >= 0 and var start)
            {
                throw new DistributedApplicationException(
                    $"The pipeline steps depend on each other in a circle: {string.Join(" needs ", path[start..].Append(name).Select(each => $"'{each}'"))}.");
            }

            if (!done.Contains(name))
            {
                path.Add(name);
                foreach (var before in _dependencies[name].Concat(_steps[name].After.Where(reachable.Contains)))
                {
                    Visit(before);
                }

                path.RemoveAt(path.Count - 1);
                done.Add(name);
                sorted.Add(_steps[name]);
            }
        }
    }
}

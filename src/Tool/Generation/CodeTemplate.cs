using HandlebarsDotNet;

namespace HyperScaffold.Tool.Generation;

/// <summary>A template of generated code, embedded in the tool.</summary>
internal sealed class CodeTemplate
{
    private readonly string _name;
    private readonly HandlebarsTemplate<object, object> _render;

    private CodeTemplate(string name, HandlebarsTemplate<object, object> render) => (_name, _render) = (name, render);

    /// <summary>Gets the names of all templates.</summary>
    public static IReadOnlyList<string> Names { get; } = ["HyperParameters", "Objective"];

    /// <summary>Loads and compiles a template.</summary>
    /// <param name="name">Its name, such as <c>Objective</c>.</param>
    /// <returns>The template.</returns>
    public static CodeTemplate Load(string name)
    {
        using var stream = typeof(CodeTemplate).Assembly.GetManifestResourceStream($"HyperScaffold.Tool.Generation.Templates.{name}.hbs")
            ?? throw new InvalidOperationException($"The tool has no template {name}.");
        using var reader = new StreamReader(stream);
        return Compile(name, reader.ReadToEnd());
    }

    /// <summary>Compiles a template.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The template.</returns>
    public static CodeTemplate Compile(string name, string text)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, TextEncoder = new MarkedTextEncoder() });
        return new CodeTemplate(name, Guard(name, () => handlebars.Compile(text.ReplaceLineEndings("\n"))));
    }

    /// <summary>Renders the template.</summary>
    /// <param name="model">What it prints.</param>
    /// <returns>The code with LF line ends.</returns>
    public string Render(object model) => Guard(_name, () => _render(model));

    // Handlebars' own errors name neither the template nor a line
    private static T Guard<T>(string name, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (HandlebarsException e)
        {
            throw new InvalidOperationException($"The template {name} is broken: {e.Message}", e);
        }
    }
}

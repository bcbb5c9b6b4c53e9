using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Parameters;

namespace EchoApp.Hosting.Publishing.Manifest;

/// <summary>A parameter: an input that whoever deploys gives, with what it is by default.</summary>
internal static class ManifestParameter
{
    public static void Write(Utf8JsonWriter json, ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        if (parameter is ConnectionStringParameterResource)
        {
            json.WriteString("connectionString", parameter.ValueExpression);
        }

        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", true);
        }

        WriteDefault(json, parameter.Default);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDefault(Utf8JsonWriter json, ParameterDefault? value)
    {
        if (value is not (ConstantParameterDefault or GenerateParameterDefault))
        {
            return;
        }

        json.WriteStartObject("default");
        if (value is GenerateParameterDefault generated)
        {
            WriteGenerated(json, generated);
        }
        else
        {
            json.WriteString("value", value.GetDefaultValue());
        }

        json.WriteEndObject();
    }

    private static void WriteGenerated(Utf8JsonWriter json, GenerateParameterDefault value)
    {
        json.WriteStartObject("generate");
        json.WriteNumber("minLength", value.MinLength);
        WriteUnlessTrue("lower", value.Lower);
        WriteUnlessTrue("upper", value.Upper);
        WriteUnlessTrue("numeric", value.Numeric);
        WriteUnlessTrue("special", value.Special);
        WriteUnlessZero("minLower", value.MinLower);
        WriteUnlessZero("minUpper", value.MinUpper);
        WriteUnlessZero("minNumeric", value.MinNumeric);
        WriteUnlessZero("minSpecial", value.MinSpecial);
        json.WriteEndObject();

        void WriteUnlessTrue(string name, bool isAllowed)
        {
            if (!isAllowed)
            {
                json.WriteBoolean(name, isAllowed);
            }
        }

        void WriteUnlessZero(string name, int count)
        {
            if (count != 0)
            {
                json.WriteNumber(name, count);
            }
        }
    }
}

using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HyperScaffold.Packages.Tests;

/// <summary>What an assembly calls of the torch binding, by its metadata: type, name and parameter types.</summary>
internal static class TorchCalls
{
    private const string Binding = "HyperScaffold.Torch";

    internal static IReadOnlyList<string> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var names = new TypeNames();
        return [.. reader.MemberReferences
            .Select(handle => reader.GetMemberReference(handle))
            .Select(member => (Member: member, Type: ParentOf(reader, member.Parent, names)))
            .Where(m => m.Type.StartsWith(Binding, StringComparison.Ordinal))
            .Select(m => $"{m.Type[(Binding.Length + 1)..]}.{reader.GetString(m.Member.Name)}{Signature(m.Member, names)}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    private static string Signature(MemberReference member, TypeNames names) => member.GetKind() == MemberReferenceKind.Field
        ? string.Empty
        : $"({string.Join(", ", member.DecodeMethodSignature(names, null).ParameterTypes)})";

    private static string ParentOf(MetadataReader reader, EntityHandle parent, TypeNames names) => parent.Kind switch
    {
        HandleKind.TypeReference => names.GetTypeFromReference(reader, (TypeReferenceHandle)parent, 0),
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(names, null),
        _ => string.Empty,
    };

    private sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            var name = reader.GetString(type.Name);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)}.{name}"
                : reader.GetString(type.Namespace) is { Length: > 0 } space && space.StartsWith(Binding, StringComparison.Ordinal) ? $"{space}.{name}" : name;
        }

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[,]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPinnedType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function";

        public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;
    }
}

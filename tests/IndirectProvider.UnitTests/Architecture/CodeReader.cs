using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace IndirectProvider.UnitTests.Architecture;

/// <summary>Reads compiled code: which members and types it uses, in signatures and in method bodies.</summary>
internal static class CodeReader
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>All methods, fields and types that the bodies of a type's methods name.</summary>
    public static IEnumerable<MemberInfo> MembersUsedBy(Type type) => Methods(type).SelectMany(MembersUsedBy).Distinct();

    /// <summary>All types a type is made of or whose members it uses, taken apart into generic arguments and elements.</summary>
    public static IReadOnlySet<Type> TypesUsedBy(Type type)
    {
        var types = new HashSet<Type>();
        Add(types, type.BaseType);
        AddAll(types, type.GetInterfaces());
        AddAll(types, type.GetFields(Declared).Select(field => field.FieldType));
        AddAll(types, type.CustomAttributes.Select(attribute => attribute.AttributeType));
        foreach (var method in Methods(type))
        {
            AddAll(types, method.GetParameters().Select(parameter => parameter.ParameterType));
            Add(types, (method as MethodInfo)?.ReturnType);
            AddAll(types, method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);
            foreach (var member in MembersUsedBy(method))
            {
                Add(types, member as Type ?? member.DeclaringType);
                if (member is MethodInfo { IsGenericMethod: true } generic)
                {
                    AddAll(types, generic.GetGenericArguments());
                }
            }
        }

        return types;
    }

    /// <summary>The type a person wrote, where the compiler made a class out of a lambda or an async method.</summary>
    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The methods and constructors a type declares.</summary>
    public static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    /// <summary>All methods, fields and types that a method's body names.</summary>
    public static IEnumerable<MemberInfo> MembersUsedBy(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [];
        for (var at = 0; at < code.Length;)
        {
            var opCode = OpCodesByValue[code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at]];
            at += opCode.Size;
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                var token = BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
                yield return method.Module.ResolveMember(token, typeArguments, methodArguments)!;
            }

            at += OperandLength(opCode, code, at);
        }
    }

    private static int OperandLength(OpCode opCode, byte[] code, int at) => opCode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))),
        _ => 4,
    };

    private static void AddAll(HashSet<Type> types, IEnumerable<Type> found)
    {
        foreach (var type in found)
        {
            Add(types, type);
        }
    }

    private static void Add(HashSet<Type> types, Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(types, type.GetElementType());
            return;
        }

        AddAll(types, type.GenericTypeArguments);
        types.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}

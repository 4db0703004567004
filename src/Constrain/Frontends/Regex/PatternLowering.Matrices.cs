// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Square matrices of regexes: sums, products, closures and linear systems.</summary>
internal sealed partial class PatternLowering
{
    private Regex[,] Power(Regex[,] matrix, Pattern.Repeat count)
    {
        int size = matrix.GetLength(0);
        bool isUnbounded = count.Max == Pattern.Repeat.Unbounded;
        Regex[,] power = isUnbounded ? Closure(matrix) : Identity(size);
        Regex[,] optional = isUnbounded ? matrix : Add(Identity(size), matrix);
        for (int round = isUnbounded ? count.Min : count.Max; round > 0; round--)
        {
            Spend(size);
            power = Multiply(round > count.Min ? optional : matrix, power);
        }

        return power;
    }

    /// <summary>Any number of factors: Kleene's algorithm.</summary>
    private Regex[,] Closure(Regex[,] matrix)
    {
        int size = matrix.GetLength(0);
        var closure = (Regex[,])matrix.Clone();
        for (int k = 0; k < size; k++)
        {
            Regex loop = _builder.Star(closure[k, k]);
            var through = (Regex[,])closure.Clone();
            for (int i = 0; i < size; i++)
            {
                if (closure[i, k] == _builder.Nothing)
                {
                    continue;
                }

                Regex head = _builder.Concat(closure[i, k], loop);
                for (int j = 0; j < size; j++)
                {
                    AddProduct(ref through[i, j], head, closure[k, j]);
                }
            }

            closure = through;
        }

        return Add(Identity(size), closure);
    }

    /// <summary>Solves x = matrix·x ∪ x₀ in place, from the last unknown to the first and back.</summary>
    private void Solve(Regex[,] matrix, Regex[] unknowns)
    {
        for (int k = unknowns.Length - 1; k >= 0; k--)
        {
            Regex loop = _builder.Star(matrix[k, k]);
            unknowns[k] = _builder.Concat(loop, unknowns[k]);
            for (int j = 0; j < k; j++)
            {
                matrix[k, j] = _builder.Concat(loop, matrix[k, j]);
            }

            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j < k; j++)
                {
                    AddProduct(ref matrix[i, j], matrix[i, k], matrix[k, j]);
                }

                AddProduct(ref unknowns[i], matrix[i, k], unknowns[k]);
            }
        }

        for (int k = 1; k < unknowns.Length; k++)
        {
            for (int j = 0; j < k; j++)
            {
                AddProduct(ref unknowns[k], matrix[k, j], unknowns[j]);
            }
        }
    }

    private Regex[,] Multiply(Regex[,] a, Regex[,] b)
    {
        int size = a.GetLength(0);
        Regex[,] product = NewMatrix(size);
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
            {
                for (int j = 0; j < size && a[i, k] != _builder.Nothing; j++)
                {
                    AddProduct(ref product[i, j], a[i, k], b[k, j]);
                }
            }
        }

        return product;
    }

    private void AddProduct(ref Regex sum, Regex head, Regex tail)
    {
        if (head == _builder.Nothing || tail == _builder.Nothing)
        {
            return;
        }

        // Heads are copied in front of tails, and unions grow part by part: both may multiply.
        int length = sum is Regex.Union union ? union.Parts.Length : 1;
        for (Regex at = head; at is Regex.Concat(_, var rest); at = rest)
        {
            length++;
        }

        Spend(length);
        sum = _builder.Union(sum, _builder.Concat(head, tail));
    }

    private Regex[,] Add(Regex[,] a, Regex[,] b)
    {
        int size = a.GetLength(0);
        var sum = new Regex[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                sum[i, j] = _builder.Union(a[i, j], b[i, j]);
            }
        }

        return sum;
    }

    private Regex[,] Identity(int size)
    {
        Regex[,] identity = NewMatrix(size);
        for (int i = 0; i < size; i++)
        {
            identity[i, i] = _builder.Epsilon;
        }

        return identity;
    }

    private Regex[,] NewMatrix(int size)
    {
        var matrix = new Regex[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[i, j] = _builder.Nothing;
            }
        }

        return matrix;
    }
}
